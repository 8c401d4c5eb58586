"""Stores of any size for measuring: ``synthesise`` invents events of real leaders; every invented article says that it is."""

from tracker.store.synth.loading import SynthError, synthesise

__all__ = ["SynthError", "synthesise"]
