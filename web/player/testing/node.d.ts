// The little of Node that tests use; its full types would change those of the browser.
declare module "node:fs" {
  export function readFileSync(path: URL): Uint8Array<ArrayBuffer>;
  export function readdirSync(path: URL): string[];
  export function writeFileSync(path: URL, data: string | Uint8Array): void;
  export function existsSync(path: URL): boolean;
}
declare module "node:process" {
  export const env: Readonly<Record<string, string | undefined>>;
}
