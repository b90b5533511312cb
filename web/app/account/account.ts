export interface AccountSession {
  id: string;
  address: string;
  created: string;
  lastSeen: string;
  expires: string;
  current: boolean;
}

export interface Account {
  user: string;
  passwordChanged?: string;
  passwordRules: string[];
  sessions: AccountSession[];
}

export const path = "/v1/webapi/account";
