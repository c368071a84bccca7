import django.db.models.deletion
import forum.core.sealed
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('answers', forum.core.sealed.SealedTextField()),
                ('pseudonym_shown', models.CharField(blank=True, max_length=30)),
                ('carries_over', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('sent', 'Sent'), ('talking', 'Two people have read it'), ('yes', 'Welcome'), ('not_yet', 'Not yet')], default='sent', max_length=8)),
                ('sent_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('answer', forum.core.sealed.SealedTextField(blank=True, default='')),
                ('way_back_on', models.DateField(null=True)),
                ('link_given_at', models.DateTimeField(null=True)),
                ('applicant', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='applications', to=settings.AUTH_USER_MODEL)),
                ('duty_account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Reference',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('who', forum.core.sealed.SealedTextField()),
                ('reach', forum.core.sealed.SealedTextField()),
                ('words', forum.core.sealed.SealedTextField(blank=True, default='')),
                ('heard_on', models.DateField(null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='references', to='joining.application')),
                ('heard_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Talk',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('held_on', models.DateField()),
                ('words', forum.core.sealed.SealedTextField()),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='talk', to='joining.application')),
                ('held_with', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('asked_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('view', models.CharField(blank=True, choices=[('talk', 'Let us talk'), ('unsure', 'I am not sure'), ('not_yet', 'Not yet')], max_length=8)),
                ('words', forum.core.sealed.SealedTextField(blank=True, default='')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='joining.application')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('application', 'reader'), name='reading_once')],
            },
        ),
    ]
