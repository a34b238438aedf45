# icalendar of Ruby.
require "icalendar"

def moment(time)
  return "" if time.nil?
  return time.strftime("%Y%m%d") if time.is_a?(Icalendar::Values::Date)
  time.to_time.utc.strftime("%Y%m%dT%H%M%SZ")
end

File.open(ARGV[0], encoding: "UTF-8") do |file|
  Icalendar::Calendar.parse(file).first.events.each do |event|
    puts [event.uid, moment(event.dtstart), moment(event.dtend), event.summary].join("\t")
  end
end
