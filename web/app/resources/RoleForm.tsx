import type { TextFault } from "../api/shapes";
import { type Document, labelLines, linesLabels, listText, textList, valueAt, withValue } from "./document";
import { Choice, Line } from "./RoleFields";
import { RuleRows } from "./RuleRows";

export interface FormProps {
  document: Document;
  faults: TextFault[];
  change: (update: (document: Document) => Document) => void;
}

const flag = [
  ["", "as other roles say"],
  ["true", "yes"],
  ["false", "no"],
] as const;

const strictness = [
  ["", "as other roles and the cluster say"],
  ["strict", "strict: no session without its recording"],
  ["best_effort", "best effort: the session goes on"],
] as const;

/** The common options of a role; the text beside it says the same. */
export function RoleForm({ document, faults, change }: FormProps) {
  const field = (path: string) => {
    const parts = path.split(".");
    return {
      path,
      faults,
      value: valueAt(document, parts),
      set: (value: unknown) => change((newest) => withValue(newest, parts, value)),
    };
  };
  return (
    <div class="role-form">
      <fieldset>
        <legend>Desktops</legend>
        <Line
          {...field("spec.allow.windows_desktop_labels")}
          label="Labels of desktops"
          hint="One a line, such as env: prod, test"
          rows={3}
          print={labelLines}
          read={linesLabels}
        />
        <Line
          {...field("spec.allow.windows_desktop_logins")}
          label="Logins on them"
          hint="With commas; {{internal.windows_logins}} is what each user has"
          print={listText}
          read={textList}
        />
        <Choice {...field("spec.options.desktop_clipboard")} label="Clipboard" choices={flag} isFlag />
      </fieldset>
      <fieldset>
        <legend>Recording</legend>
        <Choice {...field("spec.options.record_session.desktop")} label="Record desktop sessions" choices={recorded} isFlag />
        <Choice {...field("spec.options.record_session.desktop_strictness")} label="When that fails" choices={strictness} />
      </fieldset>
      <fieldset>
        <legend>Limits</legend>
        <Line {...field("spec.options.max_session_ttl")} label="Longest sign-in" hint="Such as 8h or 1h30m" />
        <Line {...field("spec.options.client_idle_timeout")} label="End sessions without input after" hint="Such as 15m, or never" />
      </fieldset>
      <RuleRows {...field("spec.allow.rules")} />
    </div>
  );
}

const recorded = [
  ["", "yes, unless it is said"],
  ["true", "yes"],
  ["false", "no: if no other role says yes"],
] as const;
