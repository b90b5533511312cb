/** The account last used for a desktop, for as long as this tab lives; never its password. */
export interface Account {
  login: string;
  domain: string;
}

const accounts = new Map<string, Account>();

export const rememberedAccount = (desktop: string) => accounts.get(desktop);

export function rememberAccount(desktop: string, account: Account): void {
  accounts.set(desktop, account);
}
