<?php
// sabre/vobject, the parser of Nextcloud.
require 'Sabre/VObject/autoload.php';

function moment($property): string
{
    if ($property === null) {
        return '';
    }
    $time = $property->getDateTime()->setTimezone(new DateTimeZone('UTC'));
    return $property->hasTime() ? $time->format('Ymd\THis\Z') : $property->getValue();
}

$calendar = Sabre\VObject\Reader::read(file_get_contents($argv[1]));
foreach ($calendar->VEVENT as $event) {
    // Its second version, Debian's, leaves these two escapes in place.
    $title = str_replace(['\\,', '\\;'], [',', ';'], $event->SUMMARY->getValue());
    echo implode("\t", [$event->UID->getValue(), moment($event->DTSTART), moment($event->DTEND), $title]), "\n";
}
