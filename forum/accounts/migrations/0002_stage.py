from django.db import migrations, models


def begin_where_people_are(apps, schema_editor):
    """Whoever is on the team already goes on as before: managers as leads, everybody else alone on their duty."""
    accounts = apps.get_model("accounts", "Account").objects
    accounts.filter(role="manager").update(stage="lead")
    accounts.filter(role__in=["moderator", "practitioner"]).update(stage="solo")


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='stage',
            field=models.CharField(blank=True, choices=[('trainee', 'trainee'), ('shadow', 'shadow'), ('paired', 'paired'), ('solo', 'solo'), ('lead', 'lead')], default='', max_length=8),
        ),
        migrations.RunPython(begin_where_people_are, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role', 'member'), ('stage', '')), models.Q(models.Q(('role', 'member'), _negated=True), ('stage__in', ['trainee', 'shadow', 'paired', 'solo', 'lead'])), _connector='OR'), name='account_stage_is_the_teams'),
        ),
    ]
