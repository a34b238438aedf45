// KCalendarCore, the library of KOrganizer. The last day of its all-day events is inclusive; a day is added.
#include <KCalendarCore/ICalFormat>
#include <KCalendarCore/MemoryCalendar>
#include <QTextStream>
#include <QTimeZone>

using namespace KCalendarCore;

static QString moment(const QDateTime &when, bool allDay, int later) {
    if (allDay)
        return when.date().addDays(later).toString(QStringLiteral("yyyyMMdd"));
    return when.toUTC().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
}

int main(int, char **arguments) {
    MemoryCalendar::Ptr calendar(new MemoryCalendar(QTimeZone::utc()));
    if (!ICalFormat().load(calendar, QString::fromLocal8Bit(arguments[1])))
        return 1;
    QTextStream out(stdout);
    out.setCodec("UTF-8");
    for (const auto &event : calendar->rawEvents())
        out << event->uid() << '\t' << moment(event->dtStart(), event->allDay(), 0) << '\t'
            << moment(event->dtEnd(), event->allDay(), 1) << '\t' << event->summary() << '\n';
}
