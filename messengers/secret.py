"""What the secret of a webhook has to look like."""

import re

# Telegram takes 1 to 256 of these; a short one could be guessed.
SECRET = re.compile(r"[A-Za-z0-9_-]{8,256}")
