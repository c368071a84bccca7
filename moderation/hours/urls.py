from django.urls import path

from moderation.hours.views import everybody, expenses, mine

app_name = "hours"
urlpatterns = [
    path("hours/", mine.mine, name="mine"),
    path("hours/write/", mine.write, name="write"),
    path("hours/entries/<uuid:pk>/correct/", mine.correct_entry, name="correct_entry"),
    path("hours/shifts/<uuid:pk>/correct/", mine.correct_shift, name="correct_shift"),
    path("hours/expenses/", expenses.expenses, name="expenses"),
    path("hours/expenses/claim/", expenses.claim, name="claim"),
    path("hours/expenses/<uuid:pk>/", expenses.expense, name="expense"),
    path("hours/expenses/<uuid:pk>/paid/", expenses.pay, name="pay"),
    path("hours/all/", everybody.everybody, name="all"),
    path("hours/all/<uuid:pk>/", everybody.person, name="person"),
    path("hours/payroll.csv", everybody.payroll_file, name="payroll"),
    path("hours/shares/", everybody.shared, name="shares"),
]
