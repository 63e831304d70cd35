import type {
  KeyGroupConfig,
  PublicKeyConfig,
  ResponseHeadersPolicyConfig,
} from "@aws-sdk/client-cloudfront";
import { type DistributionKind, type DistributionRecord, statusOf } from "../distribution-record.ts";
import type { IdentityRecord } from "../origin-access-identity/identity-kind.ts";
import { MANAGED_RESPONSE_HEADERS_POLICIES } from "../policy/managed-response-headers-policies.ts";
import type { ResourceRecord } from "../resource/resource-kind.ts";
import type { KeyPairRecord, Tables } from "../storage/tables.ts";
import { CollectionView } from "./collection-view.ts";
import { toCors } from "./cors-of-policy.ts";
import type { DeployedCors, DeployedDistribution } from "./deployed-distribution.ts";
import { toDeployedStreaming } from "./deployed-streaming.ts";
import { toDeployedWeb } from "./deployed-web.ts";
import { type SignerKey, type SignerKeys, signerAccount } from "./signer-keys.ts";

/** An origin access identity, as S3 has to know it. */
export interface DeployedIdentity {
  readonly id: string;
  readonly canonicalUserId: string;
}

/** A distribution as {@link Directory.summaries} lists it. */
export interface DistributionSummary {
  readonly id: string;
  readonly kind: DistributionKind;
  readonly accountId: string;
  readonly domainName: string;
  readonly aliases: readonly string[];
  readonly status: "InProgress" | "Deployed";
  /** Of the last accepted configuration. */
  readonly isEnabled: boolean;
}

/**
 * What is deployed, looked up without waiting: the data plane's view of the control plane.
 *
 * It is made of views of the store, so it also sees what other processes on the same store deploy.
 */
export class Directory {
  readonly #distributions: CollectionView<DistributionRecord>;
  readonly #keyPairs: CollectionView<KeyPairRecord>;
  readonly #keyGroups: CollectionView<ResourceRecord<KeyGroupConfig>>;
  readonly #publicKeys: CollectionView<ResourceRecord<PublicKeyConfig>>;
  readonly #headersPolicies: CollectionView<ResourceRecord<ResponseHeadersPolicyConfig>>;
  readonly #identities: CollectionView<IdentityRecord>;
  readonly #byId = new Map<string, DeployedDistribution>();
  readonly #idByHost = new Map<string, string>();
  readonly #identityById = new Map<string, DeployedIdentity>();
  readonly #identityByCanonicalUserId = new Map<string, DeployedIdentity>();
  readonly #listeners = new Set<(distributionId: string) => void>();
  readonly #canonicalUserIdOf: (identityId: string) => string;

  constructor(
    tables: Tables,
    canonicalUserIdOf: (identityId: string) => string,
    onError: (error: unknown) => void,
  ) {
    this.#canonicalUserIdOf = canonicalUserIdOf;
    this.#distributions = new CollectionView(
      tables.distributions,
      (_, before, after) => this.#onDistribution(before, after),
      onError,
    );
    // Keys and policies have no life cycle of their own: what refers to them is resolved anew.
    const resolveAgain = () => this.#resolveAll();
    this.#keyPairs = new CollectionView(tables.keyPairs, resolveAgain, onError);
    this.#keyGroups = new CollectionView(tables.keyGroups, resolveAgain, onError);
    this.#publicKeys = new CollectionView(tables.publicKeys, resolveAgain, onError);
    this.#headersPolicies = new CollectionView(tables.responseHeadersPolicies, resolveAgain, onError);
    this.#identities = new CollectionView(
      tables.identities,
      (_, before, after) => this.#onIdentity(before, after),
      onError,
    );
  }

  /**
   * By domain name or alias, lower case, without a port. An alias `*.example.com` serves every name that ends in
   * `.example.com`, however many labels it has more; the longest alias wins.
   */
  readonly findByHost = (host: string): DeployedDistribution | undefined => {
    let id = this.#idByHost.get(host);
    for (let dot = host.indexOf("."); id === undefined && dot !== -1; dot = host.indexOf(".", dot + 1)) {
      id = this.#idByHost.get(`*${host.slice(dot)}`);
    }
    return id === undefined ? undefined : this.#byId.get(id);
  };

  readonly findById = (id: string): DeployedDistribution | undefined => this.#byId.get(id);

  readonly list = (): readonly DeployedDistribution[] => [...this.#byId.values()];

  /** Every distribution of every account with its last accepted state: what a console lists. */
  readonly summaries = (): readonly DistributionSummary[] =>
    [...this.#distributions.values.values()].map((record) => ({
      id: record.id,
      kind: record.kind,
      accountId: record.accountId,
      domainName: record.domainName,
      aliases: record.config.Aliases?.Items ?? [],
      status: statusOf(record),
      isEnabled: record.config.Enabled ?? false,
    }));

  /** Calls back with the id after a distribution was deployed, disabled or deleted. Returns the unsubscriber. */
  readonly subscribe = (listener: (distributionId: string) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly identityById = (id: string): DeployedIdentity | undefined => this.#identityById.get(id);

  readonly identityByCanonicalUserId = (canonicalUserId: string): DeployedIdentity | undefined =>
    this.#identityByCanonicalUserId.get(canonicalUserId);

  /** Who may sign for a distribution now. */
  readonly signerKeys: SignerKeys = {
    ofSigners: (ownerAccountId, signers) =>
      signers.flatMap((signer) => this.#keyPairsOf(signerAccount(ownerAccountId, signer))),
    ofKeyGroups: (ownerAccountId, groupIds) =>
      groupIds.flatMap((id) => this.#keysOfGroup(ownerAccountId, id)),
  };

  /** What distributions refer to. */
  get #references(): readonly Pick<CollectionView<unknown>, "close" | "load" | "settled">[] {
    return [this.#keyPairs, this.#keyGroups, this.#publicKeys, this.#headersPolicies, this.#identities];
  }

  /** Reads everything the store holds. */
  async load(): Promise<void> {
    await Promise.all(this.#references.map((view) => view.load()));
    await this.#distributions.load();
  }

  /** Resolves when the directory has the distribution, and what was announced before it, as they are in the store. */
  readonly refresh = async (key: string): Promise<void> => {
    await this.settled();
    await this.#distributions.refresh([key]);
  };

  /** Resolves when the directory has whatever was announced so far. */
  readonly settled = async (): Promise<void> => {
    await Promise.all([this.#distributions, ...this.#references].map((view) => view.settled));
  };

  /** Resolves when the directory has the account's key pair as it is in the store. */
  readonly refreshKeyPair = (key: string): Promise<void> => this.#keyPairs.refresh([key]);

  close(): void {
    const views = [this.#distributions, ...this.#references];
    for (const view of views) view.close();
    this.#listeners.clear();
  }

  #onDistribution(before: DistributionRecord | undefined, after: DistributionRecord | undefined): void {
    const id = (after ?? before)?.id;
    if (id === undefined) return;
    // An accepted change that is not deployed yet changes nothing here.
    if (after !== undefined && before !== undefined && before.deployed?.etag === after.deployed?.etag) return;
    this.#forget(id);
    if (after !== undefined) this.#resolve(after);
    for (const listener of this.#listeners) listener(id);
  }

  #onIdentity(before: IdentityRecord | undefined, after: IdentityRecord | undefined): void {
    const id = (after ?? before)?.id;
    if (id === undefined) return;
    const identity = { id, canonicalUserId: this.#canonicalUserIdOf(id) };
    if (after === undefined) {
      this.#identityById.delete(id);
      this.#identityByCanonicalUserId.delete(identity.canonicalUserId);
    } else {
      this.#identityById.set(id, identity);
      this.#identityByCanonicalUserId.set(identity.canonicalUserId, identity);
    }
  }

  #resolveAll(): void {
    for (const record of this.#distributions.values.values()) this.#resolve(record);
  }

  #resolve(record: DistributionRecord): void {
    const deployed =
      record.kind === "streaming"
        ? toDeployedStreaming(record, this.signerKeys)
        : toDeployedWeb(record, this.signerKeys, (owner, policyId) => this.#corsOf(owner, policyId));
    this.#byId.set(deployed.id, deployed);
    for (const host of [deployed.domainName, ...deployed.aliases]) {
      // A CNAME that moves belongs to the old distribution until the edge serves the new one.
      const holder = this.#byId.get(this.#idByHost.get(host) ?? "");
      const isHeld = holder !== undefined && holder.id !== deployed.id && holder.isServing;
      if (!isHeld || deployed.isServing) this.#idByHost.set(host, deployed.id);
    }
  }

  #forget(id: string): void {
    const known = this.#byId.get(id);
    if (known === undefined) return;
    this.#byId.delete(id);
    for (const host of [known.domainName, ...known.aliases]) {
      if (this.#idByHost.get(host) === id) this.#idByHost.delete(host);
    }
  }

  #keyPairsOf(accountId: string): readonly SignerKey[] {
    return [...this.#keyPairs.values.values()]
      .filter((pair) => pair.accountId === accountId)
      .map(({ keyPairId, publicKeyPem }) => ({ id: keyPairId, publicKeyPem }));
  }

  #keysOfGroup(ownerAccountId: string, groupId: string): readonly SignerKey[] {
    const keyIds = this.#keyGroups.values.get(`${ownerAccountId}/${groupId}`)?.config.Items ?? [];
    return keyIds.flatMap((id) => {
      const publicKeyPem = this.#publicKeys.values.get(`${ownerAccountId}/${id}`)?.config.EncodedKey;
      return publicKeyPem === undefined ? [] : [{ id, publicKeyPem }];
    });
  }

  #corsOf(ownerAccountId: string, policyId: string): DeployedCors | undefined {
    const own = this.#headersPolicies.values.get(`${ownerAccountId}/${policyId}`)?.config;
    return toCors((own ?? MANAGED_RESPONSE_HEADERS_POLICIES.get(policyId))?.CorsConfig);
  }
}
