"""What everybody may open."""

from tests.architecture.access.row import get, post

_REPORT = {"anything": "at all"}

ROWS = (
    get("core:health", "ok"),
    get("core:style", "ok"),
    post("core:csp_report", "204", body=_REPORT),
    get("support:home", "ok  go  go  go  go  go  go  go  go"),
    get("support:help", "ok"),
    get("support:about", "ok"),
    get("support:who_reads", "ok"),
    get("support:safety", "ok"),
    get("support:guidelines", "ok"),
    get("support:held", "ok"),
    get("support:sheets", "ok"),
    post("support:region", "go", body={"region": "Wales"}),
    get("support:before_you_start", "ok"),
    get("support:grounding", "ok"),
    get("support:ready", "ok"),
    get("support:guidelines_easy", "ok"),
    get("confidentiality:limits", "ok"),
    get("confidentiality:version", "ok", "version"),
    get("confidentiality:easy", "ok"),
    get("confidentiality:easy_version", "ok", "version"),
    get("rota:cover", "ok"),
    post("language", "go", body={"language": "en-gb", "back": "/about/"}),
)
