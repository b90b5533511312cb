import type { Range, TimeRange } from "./timeRange";

const labels: Record<Range, string> = {
  any: "Any time",
  hour: "Last hour",
  day: "Last 24 hours",
  week: "Last 7 days",
  month: "Last 30 days",
  custom: "From … to …",
};

/** Chooses a range of time, or its two ends. */
export function TimeRangeFields({ value, change }: { value: TimeRange; change: (part: Partial<TimeRange>) => void }) {
  return (
    <>
      <select
        class="input fit"
        aria-label="Time"
        value={value.range}
        onChange={(event) => change({ range: event.currentTarget.value as Range })}
      >
        {Object.entries(labels).map(([range, label]) => (
          <option key={range} value={range}>
            {label}
          </option>
        ))}
      </select>
      {value.range === "custom" && (
        <>
          <input
            class="input fit"
            type="datetime-local"
            aria-label="From"
            value={value.from}
            onChange={(event) => change({ from: event.currentTarget.value })}
          />
          <input
            class="input fit"
            type="datetime-local"
            aria-label="To"
            value={value.to}
            onChange={(event) => change({ to: event.currentTarget.value })}
          />
        </>
      )}
    </>
  );
}
