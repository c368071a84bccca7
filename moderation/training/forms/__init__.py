"""The shapes of what is sent while learning, and while writing what there is to learn."""

from moderation.training.forms.learning import AnswersForm, ElsewhereForm, PractiseForm, name_of
from moderation.training.forms.writing import ModuleForm

__all__ = ["AnswersForm", "ElsewhereForm", "ModuleForm", "PractiseForm", "name_of"]
