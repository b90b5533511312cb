import { useEffect, useId, useState } from "preact/hooks";
import { recordingStates } from "../api/shapes";
import { Icon } from "../controls/icons";
import { type Filter, type Range, emptyFilter, isEmpty } from "./filter";
import { stateLabel } from "./StateBadge";

const rangeLabels: Record<Range, string> = {
  any: "Any time",
  hour: "Last hour",
  day: "Last 24 hours",
  week: "Last 7 days",
  month: "Last 30 days",
  custom: "From … to …",
};

/** Typing asks the server only after a pause this long, in ms. */
const typingPause = 300;

export function FilterBar({
  filter,
  users,
  change,
}: {
  filter: Filter;
  users: string[];
  change: (filter: Filter) => void;
}) {
  const datalist = useId();
  const set = (part: Partial<Filter>) => change({ ...filter, ...part });

  return (
    <div class="list-tools" role="search" aria-label="Filter recordings">
      <div class="search">
        <Icon name="search" size={18} />
        <Typed
          label="Search recordings"
          placeholder="Search user, desktop, login, ID"
          type="search"
          value={filter.search}
          change={(search) => set({ search })}
        />
      </div>
      <select
        class="input fit"
        aria-label="State"
        value={filter.state}
        onChange={(event) => set({ state: event.currentTarget.value })}
      >
        <option value="">All states</option>
        {recordingStates.map((state) => (
          <option key={state} value={state}>
            {stateLabel(state)}
          </option>
        ))}
      </select>
      <div class="user-filter">
        <Typed
          label="User"
          placeholder="Any user"
          list={datalist}
          value={filter.user}
          change={(user) => set({ user })}
        />
        <datalist id={datalist}>
          {users.map((user) => (
            <option key={user} value={user} />
          ))}
        </datalist>
      </div>
      <select
        class="input fit"
        aria-label="Time"
        value={filter.range}
        onChange={(event) => set({ range: event.currentTarget.value as Range })}
      >
        {Object.entries(rangeLabels).map(([range, label]) => (
          <option key={range} value={range}>
            {label}
          </option>
        ))}
      </select>
      {filter.range === "custom" && (
        <>
          <input
            class="input fit"
            type="datetime-local"
            aria-label="From"
            value={filter.from}
            onChange={(event) => set({ from: event.currentTarget.value })}
          />
          <input
            class="input fit"
            type="datetime-local"
            aria-label="To"
            value={filter.to}
            onChange={(event) => set({ to: event.currentTarget.value })}
          />
        </>
      )}
      {!isEmpty(filter) && (
        <button type="button" class="button quiet" onClick={() => change(emptyFilter)}>
          <Icon name="close" size={16} />
          Clear
        </button>
      )}
    </div>
  );
}

interface TypedProps {
  label: string;
  placeholder: string;
  value: string;
  type?: "text" | "search";
  list?: string;
  change: (value: string) => void;
}

/** A text field that reports after a pause in typing. */
function Typed({ label, placeholder, value, type = "text", list, change }: TypedProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => change(text), typingPause);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <input
      class="input"
      type={type}
      aria-label={label}
      placeholder={placeholder}
      value={text}
      list={list}
      autocomplete="off"
      spellcheck={false}
      onInput={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => event.key === "Enter" && change(text)}
    />
  );
}
