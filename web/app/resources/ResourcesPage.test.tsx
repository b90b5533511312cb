import { afterEach, expect, test } from "vitest";
import { appear, type Call, find, refusal, serve, show } from "../testing";
import { ResourcesPage } from "./ResourcesPage";

const role = (name: string) => ({
  kind: "role",
  metadata: { name, description: `What ${name} is for`, revision: "1" },
  spec: {},
});
const text = "kind: role\nversion: v7\nmetadata:\n  name: access\n  revision: one\nspec: {}\n";

afterEach(() => show(null));

const textOf = (root: HTMLElement) => root.querySelector<HTMLTextAreaElement>("#resource-text");

function change(root: HTMLElement, value: string): void {
  const area = textOf(root)!;
  area.value = value;
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function field<E extends HTMLElement>(root: HTMLElement, label: string): E | null {
  const found = find(root, "label", label);
  return found ? root.querySelector<E>(`[id="${found.getAttribute("for")}"]`) : null;
}

function type(input: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

const roles = (save: (call: Call) => ReturnType<typeof refusal> | { body: unknown }) =>
  serve((call) => {
    if (call.path.endsWith("/check")) return { body: { text: String(call.body), document: JSON.parse(JSON.stringify(role("access"))), faults: [] } };
    if (call.method !== "GET") return save(call);
    return call.query.get("format") === "yaml" ? { body: text } : { body: { items: [role("access"), role("auditor")] } };
  });

test("a role is edited as text, and what is wrong is told without losing it", async () => {
  let refuse = true;
  const calls = roles(() =>
    refuse ? refusal(400, "bad_resource", "The text has 2 faults:\nline 1, column 1: a\nline 2, column 1: b") : { body: { messages: ["role updated"] } },
  );
  const root = show(<ResourcesPage cluster="c" section="roles" />);
  (await appear(() => root.querySelector<HTMLButtonElement>('[aria-label="Edit access"]'))).click();
  await appear(() => textOf(root)?.value === text);
  expect(find<HTMLButtonElement>(root, "button", "Save")!.disabled).toBe(true);
  change(root, `${text}# mine\n`);
  await appear(() => !find<HTMLButtonElement>(root, "button", "Save")!.disabled);
  find<HTMLButtonElement>(root, "button", "Save")!.click();
  await appear(() => find(root, "[role=alert]", "line 2, column 1: b"));
  expect(textOf(root)!.value).toBe(`${text}# mine\n`);
  refuse = false;
  find<HTMLButtonElement>(root, "button", "Save")!.click();
  await appear(() => find(root, "strong", "auditor"));
  const sent = calls.filter((call) => call.method === "PUT");
  expect(sent.map((call) => [call.path, call.body])).toEqual([
    ["/v1/webapi/sites/c/resources/role/access", `${text}# mine\n`],
    ["/v1/webapi/sites/c/resources/role/access", `${text}# mine\n`],
  ]);
});

test("the form and the text say the same, and faults stand at their fields", async () => {
  const calls = serve((call) => {
    if (call.method === "GET") return call.query.get("format") === "yaml" ? { body: text } : { body: { items: [role("access")] } };
    if (!call.path.endsWith("/check")) return { body: { messages: ["role updated"] } };
    if (typeof call.body === "string") return { body: { text: call.body, document: { kind: "role", spec: {} }, faults: [] } };
    const soon = JSON.stringify(call.body).includes("soon");
    const fault = { line: 7, column: 22, message: 'spec.options.max_session_ttl: "soon" is not a length of time' };
    return { body: { text: `yaml of ${JSON.stringify(call.body)}`, document: call.body, faults: soon ? [fault] : [] } };
  });
  const root = show(<ResourcesPage cluster="c" section="roles" />);
  (await appear(() => root.querySelector<HTMLButtonElement>('[aria-label="Edit access"]'))).click();
  const labels = await appear(() => field<HTMLTextAreaElement>(root, "Labels of desktops"));
  type(labels, "env: prod, test");
  await appear(() => textOf(root)!.value === 'yaml of {"kind":"role","spec":{"allow":{"windows_desktop_labels":{"env":["prod","test"]}}}}');
  type(field<HTMLInputElement>(root, "Longest sign-in")!, "soon");
  await appear(() => find(root, ".field-fault", '"soon" is not a length of time'));
  expect(field(root, "Longest sign-in")!.getAttribute("aria-invalid")).toBe("true");
  expect(find(root, ".text-faults li", "line 7, column 22")).toBeDefined();
  const clipboard = field<HTMLSelectElement>(root, "Clipboard")!;
  clipboard.value = "false";
  clipboard.dispatchEvent(new Event("change", { bubbles: true }));
  find<HTMLButtonElement>(root, "button", "Add a rule")!.click();
  await appear(() => textOf(root)!.value.includes('"rules":[{"resources":["session"],"verbs":["list","read"]}]'));
  expect(textOf(root)!.value).toContain('"desktop_clipboard":false');
  await appear(() => !find<HTMLButtonElement>(root, "button", "Save")!.disabled);
  find<HTMLButtonElement>(root, "button", "Save")!.click();
  await appear(() => calls.some((call) => call.method === "PUT" && String(call.body).startsWith("yaml of")));
});

test("deleting asks once more", async () => {
  const calls = roles(() => ({ body: { messages: ["role deleted"] } }));
  const root = show(<ResourcesPage cluster="c" section="roles" />);
  (await appear(() => root.querySelector<HTMLButtonElement>('[aria-label="Edit access"]'))).click();
  (await appear(() => find<HTMLButtonElement>(root, "button", "Delete …"))).click();
  const sure = await appear(() => find<HTMLButtonElement>(root, "button", "Delete for good"));
  expect(calls.filter((call) => call.method === "DELETE")).toHaveLength(0);
  sure.click();
  await appear(() => calls.some((call) => call.method === "DELETE" && call.path.endsWith("/role/access")));
});

test("a new one begins with a template", async () => {
  const calls = roles(() => ({ body: { messages: ["lock created"] } }));
  const root = show(<ResourcesPage cluster="c" section="locks" />);
  (await appear(() => find<HTMLButtonElement>(root, "button", "New lock"))).click();
  await appear(() => textOf(root)?.value.startsWith("kind: lock\n"));
  change(root, "kind: lock\n");
  await appear(() => !find<HTMLButtonElement>(root, "button", "Save")!.disabled);
  find<HTMLButtonElement>(root, "button", "Save")!.click();
  await appear(() => calls.some((call) => call.method === "POST" && call.path === "/v1/webapi/sites/c/resources"));
});

test("settings that the file manages say that a change will not last", async () => {
  serve(() => ({
    body: {
      items: [
        {
          kind: "session_recording_config",
          metadata: { name: "session-recording-config", labels: { "teleport.dev/origin": "config-file" }, revision: "1" },
          spec: { mode: "off" },
        },
      ],
    },
  }));
  const root = show(<ResourcesPage cluster="c" section="recording-settings" />);
  await appear(() => find(root, "[role=alert]", "holds until the server starts again"));
  expect(root.textContent).toContain("mode off");
  expect(root.textContent).toContain("config-file");
  expect(find(root, "button", "New")).toBeUndefined();
});

test("who may not read them is told so", async () => {
  serve(() => refusal(403, "access_denied", "None of your roles lets you list resources of the kind role."));
  const root = show(<ResourcesPage cluster="c" section="roles" />);
  await appear(() => find(root, "h2", "You have no access to this"));
});
