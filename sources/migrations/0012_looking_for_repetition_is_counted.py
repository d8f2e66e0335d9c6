"""An outlet whose looking through takes its worker down is left out in the end, as a text is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0011_comparing_is_counted"),
    ]

    operations = [
        migrations.AddField(
            model_name="repetitioncheck",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0, help_text="Counted before the work begins."),
        ),
        migrations.AddField(
            model_name="repetitioncheck",
            name="leased_until",
            field=models.DateTimeField(blank=True, help_text="By the database's clock.", null=True),
        ),
        migrations.AddField(
            model_name="repetitioncheck",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "not looked through to the end"),
                    ("crashed", "looking through it took the worker down three times"),
                    (
                        "failed",
                        "looking through it failed three times; what went wrong stands in the worker's log",
                    ),
                ],
                default="waiting",
                max_length=24,
            ),
        ),
        migrations.AddConstraint(
            model_name="repetitioncheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "crashed", "failed"])),
                name="repetition_state_is_a_choice",
            ),
        ),
    ]
