import type { TextFault } from "../api/shapes";
import { type Document, listText, textList } from "./document";
import { faultsOf, Line } from "./RoleFields";

interface Props {
  path: string;
  value: unknown;
  set: (value: unknown) => void;
  faults: TextFault[];
}

/** What may be done with kinds of resources, with a condition each. */
export function RuleRows({ path, value, set, faults }: Props) {
  const rules = Array.isArray(value) ? (value as Document[]) : [];
  const put = (next: Document[]) => set(next.length > 0 ? next : undefined);
  const general = rules.length === 0 ? faultsOf(faults, path) : [];
  return (
    <fieldset>
      <legend>Rules</legend>
      {general.length > 0 && <p class="field-fault small">{general.join("; ")}</p>}
      {rules.map((rule, index) => {
        const part = (key: string) => ({
          path: `${path}[${index}].${key}`,
          faults,
          value: rule?.[key],
          set: (next: unknown) =>
            put(
              rules.map((other, i) => {
                if (i !== index) return other;
                const { [key]: _, ...rest } = other;
                return next === undefined ? rest : { ...other, [key]: next };
              }),
            ),
        });
        return (
          <div key={index} class="rule-row" role="group" aria-label={`Rule ${index + 1}`}>
            <Line {...part("resources")} label="Kinds" hint="Such as session, event" print={listText} read={textList} />
            <Line {...part("verbs")} label="Verbs" hint="list, read, create, update, delete" print={listText} read={textList} />
            <Line {...part("where")} label="Where" hint="Empty for all" />
            <button
              type="button"
              class="button quiet small"
              aria-label={`Remove rule ${index + 1}`}
              onClick={() => put(rules.filter((_, i) => i !== index))}
            >
              Remove
            </button>
          </div>
        );
      })}
      <button type="button" class="button small" onClick={() => put([...rules, { resources: ["session"], verbs: ["list", "read"] }])}>
        Add a rule
      </button>
    </fieldset>
  );
}
