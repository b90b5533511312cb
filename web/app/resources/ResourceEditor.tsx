import { useEffect, useState } from "preact/hooks";
import * as api from "../api/routes";
import { asApiError, useLoaded } from "../api/loading";
import type { ApiError } from "../api/request";
import { Failure } from "../controls/Blank";
import { Note } from "../controls/Note";
import { showToast } from "../controls/toasts";
import { useChecked } from "./checking";
import { RoleForm } from "./RoleForm";
import type { Section } from "./sections";

interface Props {
  cluster: string;
  section: Section;
  /** The empty name is a new one. */
  name: string;
  done: () => void;
  cancel: () => void;
}

/**
 * The text of a resource, and for roles a form that says the same. The server checks both while they are written and
 * names every fault; what was typed stays until it is stored.
 */
export function ResourceEditor(props: Props) {
  const { cluster, section, name } = props;
  const loaded = useLoaded(`${section.kind}/${name}`, (signal) =>
    name ? api.resourceYaml(cluster, section.kind, name, signal) : Promise.resolve(section.template ?? ""),
  );
  if (loaded.state === "failed") return <Failure error={loaded.error} retry={loaded.reload} />;
  if (loaded.state === "loading") return <p class="soft">Loading …</p>;
  return <Editor {...props} original={loaded.value} />;
}

function Editor({ cluster, section, name, original, done, cancel }: Props & { original: string }) {
  const checked = useChecked(cluster, original);
  const { text, faults } = checked;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | undefined>(undefined);
  const [deleting, setDeleting] = useState(false);

  // A tab that is closed by mistake does not take the text along in silence.
  useEffect(() => {
    if (text === original) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [text === original]);

  async function send(work: Promise<{ messages: string[] }>): Promise<void> {
    setBusy(true);
    try {
      const { messages } = await work;
      showToast(messages.join("; "));
      done();
    } catch (thrown) {
      setError(asApiError(thrown));
      setDeleting(false);
      setBusy(false);
    }
  }

  const save = () =>
    send(
      name ? api.updateResource(cluster, section.kind, name, text) : api.createResource(cluster, text),
    );

  return (
    <form
      class="resource-editor"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div class={section.kind === "role" ? "editor-sides" : undefined}>
        {section.kind === "role" &&
          (checked.document ? (
            <RoleForm document={checked.document} faults={faults} change={checked.change} />
          ) : (
            <p class="soft">The form is here again once the text is YAML.</p>
          ))}
        <div class="field">
          <label for="resource-text">{name ? `${section.one} ${name}` : `New ${section.one}`}, as YAML</label>
          <textarea
            id="resource-text"
            class="input mono"
            rows={22}
            spellcheck={false}
            autocapitalize="off"
            aria-invalid={error || faults.length > 0 ? "true" : undefined}
            aria-describedby="resource-faults"
            value={text}
            onInput={(event) => checked.setText(event.currentTarget.value)}
          />
          <ul id="resource-faults" class="text-faults small" aria-live="polite">
            {faults.map((fault) => (
              <li key={`${fault.line}:${fault.column} ${fault.message}`}>
                line {fault.line}, column {fault.column}: {fault.message}
              </li>
            ))}
          </ul>
        </div>
      </div>
      {error && (
        <Note tone="bad">
          <span class="faults">{error.message}</span>
        </Note>
      )}
      <div class="editor-actions">
        <button type="submit" class="button primary" disabled={busy || checked.isBehind || text === original}>
          Save
        </button>
        <button type="button" class="button" disabled={busy} onClick={cancel}>
          Cancel
        </button>
        {name && <Remove {...{ section, busy, deleting, setDeleting }} remove={() => void send(api.removeResource(cluster, section.kind, name))} />}
      </div>
    </form>
  );
}

/** Deleting is asked about once more; settings are reset instead. */
function Remove(props: {
  section: Section;
  busy: boolean;
  deleting: boolean;
  setDeleting: (on: boolean) => void;
  remove: () => void;
}) {
  const word = props.section.template ? "Delete" : "Reset to defaults";
  return props.deleting ? (
    <button type="button" class="button danger" disabled={props.busy} onClick={props.remove}>
      {word} for good
    </button>
  ) : (
    <button type="button" class="button quiet" disabled={props.busy} onClick={() => props.setDeleting(true)}>
      {word} …
    </button>
  );
}
