"""The topic classifier: features, training, evaluation, registry, prediction.

For what is learnt from labelled text. ``load_analyser`` gives the object that turns a text into complete records.
"""

from models.analyser import Analyser, load_analyser

__all__ = ["Analyser", "load_analyser"]
