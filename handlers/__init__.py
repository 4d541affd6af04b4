"""What a message or a press means: recognise, call one service, show what came back."""
