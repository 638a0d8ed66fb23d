"""What a session leaves in writing: its minutes, what they become, the questions one answers in one's own time."""
