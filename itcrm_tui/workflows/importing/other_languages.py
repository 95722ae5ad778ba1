"""What headers in German, French, Spanish and Japanese mean, where a word has one meaning in such lists."""

from itcrm_tui.domain.field_words import bare

_WORDS = {
    "name": ("Nom", "Nombre", "Bezeichnung", "氏名", "名前"),
    "company": ("Firma", "Kunde", "Kundenname", "Unternehmen", "Société", "Entreprise", "Empresa", "会社名", "顧客名"),
    "account manager": ("Kundenbetreuer", "Kundenbetreuerin"),
    "cost center": ("Kostenstelle", "Centre de coûts", "Centro de coste"),
    "email": ("E-Mail-Adresse", "Courriel", "Adresse e-mail", "Correo electrónico", "メールアドレス"),
    "phone": ("Telefon", "Telefon geschäftlich", "Telefonnummer", "Téléphone", "Teléfono", "電話番号"),
    "job title": ("Funktion", "Fonction", "Poste", "Cargo", "役職"),
    "department": ("Abteilung", "Département", "Departamento", "部署"),
    "notes": ("Notizen", "Bemerkungen", "Remarques", "Notas", "備考"),
    "subject": ("Betreff", "Titre", "Objet", "Asunto", "件名"),
    "description": ("Beschreibung", "Descripción", "説明"),
    "short description": ("Kurzbeschreibung", "Resumen"),
    "rating": ("Bewertung", "Zufriedenheit", "Évaluation", "Valoración", "評価"),
    "due date": ("Fällig am", "Fälligkeit", "Échéance", "Fecha de vencimiento", "期限"),
    "status": ("Statut", "Estado", "状態"),
    "created": (
        *("Erstellt am", "Erstellt", "Angelegt am", "Eröffnet am", "Eröffnet", "Eingegangen am", "Gemeldet am"),
        *("Date d'ouverture", "Ouvert le", "Créé le", "Date de création", "Fecha de creación", "Creado", "作成日"),
    ),
}
_ENGLISH = {bare(word): english for english, words in _WORDS.items() for word in words}


def in_english(header: str) -> str | None:
    """Return the English header that one in another language means; None when it is none that we know."""
    return _ENGLISH.get(bare(header))
