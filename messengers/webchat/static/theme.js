// Puts the chosen look on the page before it is drawn; without a choice the system decides.
const chosen = localStorage.getItem('theme');
if (chosen) document.documentElement.dataset.theme = chosen;
