"""What a recipient gives back for a bundle: small signed files, a receipt or questions.

Reaches neither a vault nor the network; knows no screen. FORMAT.md, section "Replies".
"""

from app.bundle.replies.about import About
from app.bundle.replies.questions import Asked, Questions, read_questions, write_questions
from app.bundle.replies.receipt import Checked, Receipt, read_receipt, write_receipt
from app.bundle.replies.signed import kind_of

__all__ = [
    "About",
    "Asked",
    "Checked",
    "Questions",
    "Receipt",
    "kind_of",
    "read_questions",
    "read_receipt",
    "write_questions",
    "write_receipt",
]
