"""The shape of what people send about their account: on the way in, and about what is theirs."""

from forum.accounts.forms.entering import (
    Carried,
    CloseForm,
    CodeForm,
    JoinForm,
    NewPassPhraseForm,
    PassPhrase,
    PhraseProofForm,
    RecoverForm,
    SignInForm,
    SignInWord,
)

__all__ = [
    "Carried",
    "CloseForm",
    "CodeForm",
    "JoinForm",
    "NewPassPhraseForm",
    "PassPhrase",
    "PhraseProofForm",
    "RecoverForm",
    "SignInForm",
    "SignInWord",
]
