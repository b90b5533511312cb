import { useEffect, useId, useState } from "preact/hooks";
import { recordingStates } from "../api/shapes";
import { Icon } from "../controls/icons";
import { TimeRangeFields } from "../controls/TimeRangeFields";
import { type Filter, emptyFilter, isEmpty } from "./filter";
import { stateLabel } from "./StateBadge";

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
      <TimeRangeFields value={filter} change={set} />
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
