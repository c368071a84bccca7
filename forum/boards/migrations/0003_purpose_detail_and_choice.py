
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('boards', '0002_holds_newcomers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BoardMembership',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name='PutAway',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ],
        ),
        migrations.AddField(
            model_name='board',
            name='audience',
            field=models.CharField(blank=True, default='', max_length=120),
        ),
        migrations.AddField(
            model_name='board',
            name='by_choice',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='board',
            name='detail',
            field=models.CharField(choices=[('none', 'None: nothing here is about what happened'), ('some', 'Some: what happened may be named, with its warnings and without graphic detail'), ('open', 'Open: detail is allowed, with its warnings; the board is joined by choice')], default='some', max_length=8),
        ),
        migrations.AddField(
            model_name='board',
            name='state',
            field=models.CharField(choices=[('open', 'Open: people read and write here'), ('reading', 'For reading only: nothing new is written here'), ('retired', 'Retired: it is not in the list any more; what was written stays where it is linked from')], default='open', max_length=8),
        ),
        migrations.AddConstraint(
            model_name='board',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('detail', 'open'), _negated=True), ('by_choice', True), _connector='OR'), name='open_detail_is_joined_by_choice'),
        ),
        migrations.AddField(
            model_name='boardmembership',
            name='account',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='boardmembership',
            name='board',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='boards.board'),
        ),
        migrations.AddField(
            model_name='putaway',
            name='account',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='putaway',
            name='board',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='boards.board'),
        ),
        migrations.AddConstraint(
            model_name='boardmembership',
            constraint=models.UniqueConstraint(fields=('account', 'board'), name='each_board_is_joined_once'),
        ),
        migrations.AddConstraint(
            model_name='putaway',
            constraint=models.UniqueConstraint(fields=('account', 'board'), name='each_board_is_put_away_once'),
        ),
    ]
