import { useLoaded } from "../api/loading";
import { request } from "../api/request";
import { Failure } from "../controls/Blank";
import { PageHeader } from "../shell/PageHeader";
import { FactorList } from "./FactorList";
import { PasswordForm } from "./PasswordForm";
import { SessionList } from "./SessionList";
import { type Account, path } from "./account";
import "../identity/signin.css";
import "./account.css";

/** One's own password, second factors and sessions. */
export function AccountPage() {
  const account = useLoaded("account", (signal) => request<Account>("GET", path, { signal }));
  return (
    <>
      <PageHeader above={["Account"]} title="Your account" />
      {account.state === "failed" && <Failure error={account.error} retry={account.reload} />}
      {account.state === "ready" && (
        <div class="account-sections">
          <PasswordForm account={account.value} changed={account.reload} />
          <FactorList account={account.value} changed={account.reload} />
          <SessionList sessions={account.value.sessions} changed={account.reload} />
        </div>
      )}
    </>
  );
}
