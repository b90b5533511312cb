import { useEffect, useId, useState } from "preact/hooks";
import type { TextFault } from "../api/shapes";

export interface FieldProps {
  /** Where it is in the document, as faults name it. */
  path: string;
  label: string;
  value: unknown;
  set: (value: unknown) => void;
  faults: TextFault[];
}

/** What is wrong with a field, by the place that a fault's message begins with. */
export function faultsOf(faults: TextFault[], path: string): string[] {
  return faults
    .filter(({ message }) => message.startsWith(`${path}:`) || message.startsWith(`${path}.`) || message.startsWith(`${path}[`))
    .map(({ message }) => message.slice(message.indexOf(": ") + 2));
}

const plain = (value: unknown): string => (value === undefined || value === null ? "" : String(value));

/** A text, or several lines of it. What is typed stays as it is typed while it means the same. */
export function Line(
  props: FieldProps & {
    hint: string;
    rows?: number;
    print?: (value: unknown) => string;
    read?: (text: string) => unknown;
  },
) {
  const { label, hint, value, set, rows, print = plain, read = (text: string) => text.trim() || undefined } = props;
  const id = useId();
  const [text, setText] = useState(print(value));
  useEffect(() => {
    if (JSON.stringify(read(text)) !== JSON.stringify(value ?? undefined)) setText(print(value));
  }, [JSON.stringify(value)]);
  const wrong = faultsOf(props.faults, props.path);
  const shared = {
    id,
    class: "input",
    value: text,
    "aria-invalid": wrong.length > 0 ? ("true" as const) : undefined,
    "aria-describedby": `${id}-about`,
    onInput: (event: { currentTarget: { value: string } }) => {
      setText(event.currentTarget.value);
      set(read(event.currentTarget.value));
    },
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {rows ? <textarea {...shared} rows={rows} spellcheck={false} /> : <input {...shared} type="text" autocapitalize="off" spellcheck={false} />}
      <About id={`${id}-about`} wrong={wrong} hint={hint} />
    </div>
  );
}

/** One of a few values; the first, empty one takes the key away. */
export function Choice(props: FieldProps & { choices: readonly (readonly [value: string, text: string])[]; isFlag?: boolean }) {
  const { label, value, set, choices, isFlag } = props;
  const id = useId();
  const chosen = flagText(plain(value));
  const wrong = faultsOf(props.faults, props.path);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="input"
        value={chosen}
        aria-invalid={wrong.length > 0 ? "true" : undefined}
        aria-describedby={`${id}-about`}
        onChange={(event) => {
          const next = event.currentTarget.value;
          set(next === "" ? undefined : isFlag ? next === "true" : next);
        }}
      >
        {!choices.some(([name]) => name === chosen) && <option value={chosen}>{chosen}</option>}
        {choices.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
      <About id={`${id}-about`} wrong={wrong} />
    </div>
  );
}

/** What YAML also calls true and false. */
const flagText = (text: string): string => (text === "yes" || text === "on" ? "true" : text === "no" || text === "off" ? "false" : text);

function About({ id, wrong, hint }: { id: string; wrong: string[]; hint?: string }) {
  if (wrong.length === 0) return hint ? <p id={id} class="soft small">{hint}</p> : <span id={id} />;
  return (
    <p id={id} class="field-fault small" role="alert">
      {wrong.join("; ")}
    </p>
  );
}
