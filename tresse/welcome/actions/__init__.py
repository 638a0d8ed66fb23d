"""What one does at the door: ask to come in, answer, and end a trial."""

from tresse.welcome.actions.trials import complete_pairs, end_trials, say_word

__all__ = ["complete_pairs", "end_trials", "say_word"]
