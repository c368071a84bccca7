"""There are no uploads of any kind."""

from typing import Any

from django.core.exceptions import BadRequest
from django.core.files.uploadhandler import FileUploadHandler


class RefuseUploads(FileUploadHandler):
    """Refuses a file the moment it is named, before a byte of it is kept."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        raise BadRequest("Holdfast takes words only, never files.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None
