"""The language of the screen, changed while it runs: pages read their texts anew in `retext()`."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from app.i18n import Texts, texts


class Language(QObject):
    """The screen's texts. `changed` comes after `texts` gives the new language."""

    changed = Signal()

    def __init__(self, language: str) -> None:
        super().__init__()
        self._texts = texts(language)
        self._of_qt: QTranslator | None = None
        self._load_texts_of_qt()

    @property
    def texts(self) -> Texts:
        """The texts of the language that is shown now."""
        return self._texts

    def set(self, language: str) -> None:
        """Show another language from now on (`ko` or `en`)."""
        if language != self._texts.language:
            self._texts = texts(language)
            self._load_texts_of_qt()
            self.changed.emit()

    def _load_texts_of_qt(self) -> None:
        application = QApplication.instance()
        if application is None:
            return
        if self._of_qt is not None:
            application.removeTranslator(self._of_qt)
            self._of_qt = None
        QLocale.setDefault(QLocale(self._texts.language))
        translator = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{self._texts.language}", folder):
            application.installTranslator(translator)
            self._of_qt = translator
