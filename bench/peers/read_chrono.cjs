// Reads {"text", "at"} a line, and writes what chrono's Arabic reader finds: [[start, end], …].
const { ar } = require("chrono-node");
const lines = require("node:readline").createInterface({ input: process.stdin });

const two = (number) => String(number).padStart(2, "0");
const told = (parts) =>
  parts &&
  `${parts.get("year")}-${two(parts.get("month"))}-${two(parts.get("day"))}` +
    `T${two(parts.get("hour"))}:${two(parts.get("minute"))}:${two(parts.get("second"))}`;

lines.on("line", (line) => {
  const { text, at } = JSON.parse(line);
  const found = ar.parse(text, new Date(at.slice(0, 19)));
  console.log(JSON.stringify(found.map((one) => [told(one.start), told(one.end)])));
});
