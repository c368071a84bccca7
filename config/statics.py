"""Files for browsers, under names that change with what is in them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Statics(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """A script that imports others asks for them under those names too, so that old and new never meet."""

    support_js_module_import_aggregation = True
