"""Lines that a site began with say what they are for. A line that already does, or that a manager named anew, stays."""

from django.db import migrations

# Name of a line of the starter directory: what somebody may need, for whom in particular.
_OF = {
    "Emergency services": ("talk night home", ""),
    "Police, when it is not an emergency": ("law followed", ""),
    "24/7 Rape and Sexual Abuse Support Line": ("talk early", ""),
    "24/7 Rape and Sexual Abuse Support Line (Wales)": ("talk early", ""),
    "Live Fear Free": ("talk home", ""),
    "Rape Crisis Scotland": ("talk early", ""),
    "Domestic and Sexual Abuse Helpline (Northern Ireland)": ("talk home", ""),
    "The Survivors Trust": ("talk early", ""),
    "Sexual assault referral centres (England)": ("care law", ""),
    "Sexual assault care in Scotland (SARCS)": ("care law", ""),
    "The Rowan, Antrim": ("care law", ""),
    "NHS 111 Wales": ("night care", ""),
    "NHS 111, option 2": ("night", ""),
    "NHS 24": ("night care", ""),
    "Lifeline": ("talk night", ""),
    "Samaritans": ("talk night", ""),
    "Shout": ("talk night", ""),
    "Papyrus HOPELINE247": ("night", "young"),
    "NAPAC": ("talk early", ""),
    "SurvivorsUK": ("talk early", "men rainbow"),
    "Galop": ("talk home", "rainbow"),
    "National Domestic Abuse Helpline": ("home", "women"),
    "Women's Aid live chat": ("home", "women"),
    "Men's Advice Line": ("home", "men"),
    "Karma Nirvana": ("family", ""),
    "Forced Marriage Unit": ("family", ""),
    "Respond": ("talk", "access"),
    "Victim Support": ("talk law", ""),
    "Victim Support (Wales)": ("talk law", ""),
    "National Stalking Helpline": ("followed", ""),
    "Revenge Porn Helpline": ("pictures", ""),
    "StopNCII.org": ("pictures", ""),
    "Childline": ("talk night early", "young"),
    "NSPCC": ("child", ""),
    "Stop It Now": ("self child", ""),
}


def fill(apps, schema_editor):
    Line = apps.get_model("support", "Line")
    for line in Line.objects.filter(name__in=_OF):
        if not line.needs and not line.who:
            needs, who = _OF[line.name]
            line.needs, line.who = needs.split(), who.split()
            line.save(update_fields=["needs", "who"])


class Migration(migrations.Migration):

    dependencies = [
        ("support", "0002_needs_checks_and_order"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
