export interface AccountSession {
  id: string;
  address: string;
  created: string;
  lastSeen: string;
  expires: string;
  current: boolean;
}

export interface AccountFactor {
  id: string;
  kind: "otp" | "passkey";
  name: string;
  created: string;
  lastUsed?: string;
  /** Whether the policy takes factors of this kind. */
  counts: boolean;
}

/** Which factors may be added, and whether one must be there. */
export interface FactorPolicy {
  otp: boolean;
  passkey: boolean;
  required: boolean;
  passwordless: boolean;
  passkeyProblem?: string;
}

export interface Account {
  user: string;
  passwordChanged?: string;
  passwordRules: string[];
  policy: FactorPolicy;
  factors: AccountFactor[];
  sessions: AccountSession[];
}

export const path = "/v1/webapi/account";
