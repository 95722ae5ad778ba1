"""Import a CSV file from within the app: name it, look at the preview, take it in."""

from screens.base import CrmScreen


class ImportFile(CrmScreen[None]):
    """To come."""
