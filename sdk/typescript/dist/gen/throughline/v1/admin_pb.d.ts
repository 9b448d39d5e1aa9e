import type { GenEnum, GenFile, GenMessage, GenService } from "@bufbuild/protobuf/codegenv2";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file throughline/v1/admin.proto.
 */
export declare const file_throughline_v1_admin: GenFile;
/**
 * Tenant is one customer organisation: the unit of isolation.
 *
 * @generated from message throughline.v1.Tenant
 */
export type Tenant = Message<"throughline.v1.Tenant"> & {
    /**
     * "tenants/{tenant}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * What people call it.
     *
     * @generated from field: string display_name = 2;
     */
    displayName: string;
    /**
     * When it was made.
     *
     * @generated from field: google.protobuf.Timestamp created_at = 3;
     */
    createdAt?: Timestamp | undefined;
    /**
     * Id of the team that hears of breaks at seams that nobody owns; empty for none.
     *
     * @generated from field: string fallback_team = 4;
     */
    fallbackTeam: string;
};
/**
 * Describes the message throughline.v1.Tenant.
 * Use `create(TenantSchema)` to create a new message.
 */
export declare const TenantSchema: GenMessage<Tenant>;
/**
 * ApiKey lets a client act for a tenant. The server keeps only its hash.
 *
 * @generated from message throughline.v1.ApiKey
 */
export type ApiKey = Message<"throughline.v1.ApiKey"> & {
    /**
     * "tenants/{tenant}/apiKeys/{api_key}", a UUID that the server makes.
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * What people call it.
     *
     * @generated from field: string display_name = 2;
     */
    displayName: string;
    /**
     * What it may do. Cannot be changed.
     *
     * @generated from field: throughline.v1.ApiKeyRole role = 3;
     */
    role: ApiKeyRole;
    /**
     * The first characters of the key, enough to tell keys apart.
     *
     * @generated from field: string hint = 4;
     */
    hint: string;
    /**
     * The key itself, "tl_live_…". Only in the answer to CreateApiKey.
     *
     * @generated from field: string secret = 5;
     */
    secret: string;
    /**
     * When it stops working; left out for never. Must lie ahead when the key is made.
     *
     * @generated from field: google.protobuf.Timestamp expires_at = 6;
     */
    expiresAt?: Timestamp | undefined;
    /**
     * When it was revoked; unset while it is not.
     *
     * @generated from field: google.protobuf.Timestamp revoked_at = 7;
     */
    revokedAt?: Timestamp | undefined;
    /**
     * When it was last used, to the minute; unset when it never was.
     *
     * @generated from field: google.protobuf.Timestamp last_used_at = 8;
     */
    lastUsedAt?: Timestamp | undefined;
    /**
     * When it was made.
     *
     * @generated from field: google.protobuf.Timestamp created_at = 9;
     */
    createdAt?: Timestamp | undefined;
};
/**
 * Describes the message throughline.v1.ApiKey.
 * Use `create(ApiKeySchema)` to create a new message.
 */
export declare const ApiKeySchema: GenMessage<ApiKey>;
/**
 * Request of GetTenant.
 *
 * @generated from message throughline.v1.GetTenantRequest
 */
export type GetTenantRequest = Message<"throughline.v1.GetTenantRequest"> & {
    /**
     * "tenants/{tenant}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
};
/**
 * Describes the message throughline.v1.GetTenantRequest.
 * Use `create(GetTenantRequestSchema)` to create a new message.
 */
export declare const GetTenantRequestSchema: GenMessage<GetTenantRequest>;
/**
 * Request of CreateApiKey.
 *
 * @generated from message throughline.v1.CreateApiKeyRequest
 */
export type CreateApiKeyRequest = Message<"throughline.v1.CreateApiKeyRequest"> & {
    /**
     * "tenants/{tenant}".
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * The key to be made: display_name, role, expires_at.
     *
     * @generated from field: throughline.v1.ApiKey api_key = 2;
     */
    apiKey?: ApiKey | undefined;
    /**
     * A UUID of the client's making. The same request with the same id within 24 hours makes
     * nothing and gets the first answer again, without the secret.
     *
     * @generated from field: string request_id = 3;
     */
    requestId: string;
};
/**
 * Describes the message throughline.v1.CreateApiKeyRequest.
 * Use `create(CreateApiKeyRequestSchema)` to create a new message.
 */
export declare const CreateApiKeyRequestSchema: GenMessage<CreateApiKeyRequest>;
/**
 * Request of ListApiKeys.
 *
 * @generated from message throughline.v1.ListApiKeysRequest
 */
export type ListApiKeysRequest = Message<"throughline.v1.ListApiKeysRequest"> & {
    /**
     * "tenants/{tenant}".
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * Most keys in one page: 1 to 500; 0 means 50. A page may hold fewer.
     *
     * @generated from field: int32 page_size = 2;
     */
    pageSize: number;
    /**
     * next_page_token of the page before; empty for the first page.
     *
     * @generated from field: string page_token = 3;
     */
    pageToken: string;
};
/**
 * Describes the message throughline.v1.ListApiKeysRequest.
 * Use `create(ListApiKeysRequestSchema)` to create a new message.
 */
export declare const ListApiKeysRequestSchema: GenMessage<ListApiKeysRequest>;
/**
 * Response of ListApiKeys.
 *
 * @generated from message throughline.v1.ListApiKeysResponse
 */
export type ListApiKeysResponse = Message<"throughline.v1.ListApiKeysResponse"> & {
    /**
     * The page.
     *
     * @generated from field: repeated throughline.v1.ApiKey api_keys = 1;
     */
    apiKeys: ApiKey[];
    /**
     * Gives the next page; empty on the last one.
     *
     * @generated from field: string next_page_token = 2;
     */
    nextPageToken: string;
};
/**
 * Describes the message throughline.v1.ListApiKeysResponse.
 * Use `create(ListApiKeysResponseSchema)` to create a new message.
 */
export declare const ListApiKeysResponseSchema: GenMessage<ListApiKeysResponse>;
/**
 * Request of RevokeApiKey.
 *
 * @generated from message throughline.v1.RevokeApiKeyRequest
 */
export type RevokeApiKeyRequest = Message<"throughline.v1.RevokeApiKeyRequest"> & {
    /**
     * "tenants/{tenant}/apiKeys/{api_key}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
};
/**
 * Describes the message throughline.v1.RevokeApiKeyRequest.
 * Use `create(RevokeApiKeyRequestSchema)` to create a new message.
 */
export declare const RevokeApiKeyRequestSchema: GenMessage<RevokeApiKeyRequest>;
/**
 * ApiKeyRole says what a key may do. Reviewer may do what viewer may, admin everything;
 * ingester may only push, and see what became of its pushes.
 *
 * @generated from enum throughline.v1.ApiKeyRole
 */
export declare enum ApiKeyRole {
    /**
     * Not set.
     *
     * @generated from enum value: API_KEY_ROLE_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * Push interactions, accounts, locations and commercial records.
     *
     * @generated from enum value: API_KEY_ROLE_INGESTER = 1;
     */
    INGESTER = 1,
    /**
     * Read everything except API keys.
     *
     * @generated from enum value: API_KEY_ROLE_VIEWER = 2;
     */
    VIEWER = 2,
    /**
     * Also decide on matches and alerts.
     *
     * @generated from enum value: API_KEY_ROLE_REVIEWER = 3;
     */
    REVIEWER = 3,
    /**
     * Also push, configure, and manage keys.
     *
     * @generated from enum value: API_KEY_ROLE_ADMIN = 4;
     */
    ADMIN = 4
}
/**
 * Describes the enum throughline.v1.ApiKeyRole.
 */
export declare const ApiKeyRoleSchema: GenEnum<ApiKeyRole>;
/**
 * AdminService holds the tenant and the API keys that act for it. Tenants are made where the
 * server runs, by "throughline keys create": no key can reach beyond its own tenant.
 *
 * @generated from service throughline.v1.AdminService
 */
export declare const AdminService: GenService<{
    /**
     * Reads the tenant. Needs role viewer. Errors: RESOURCE_NOT_FOUND.
     *
     * @generated from rpc throughline.v1.AdminService.GetTenant
     */
    getTenant: {
        methodKind: "unary";
        input: typeof GetTenantRequestSchema;
        output: typeof TenantSchema;
    };
    /**
     * Makes an API key. The key itself is in the answer, and never again.
     *
     * Needs role admin. Errors: FIELD_INVALID, REQUEST_ID_REUSED.
     *
     * @generated from rpc throughline.v1.AdminService.CreateApiKey
     */
    createApiKey: {
        methodKind: "unary";
        input: typeof CreateApiKeyRequestSchema;
        output: typeof ApiKeySchema;
    };
    /**
     * Lists API keys, the oldest first, revoked and expired ones included. Needs role admin.
     * Errors: PAGE_TOKEN_INVALID.
     *
     * @generated from rpc throughline.v1.AdminService.ListApiKeys
     */
    listApiKeys: {
        methodKind: "unary";
        input: typeof ListApiKeysRequestSchema;
        output: typeof ListApiKeysResponseSchema;
    };
    /**
     * Revokes an API key for good. Calls with it fail from now on, those on other nodes within
     * seconds. Revoking a revoked key changes nothing.
     *
     * Needs role admin. Errors: RESOURCE_NOT_FOUND.
     *
     * @generated from rpc throughline.v1.AdminService.RevokeApiKey
     */
    revokeApiKey: {
        methodKind: "unary";
        input: typeof RevokeApiKeyRequestSchema;
        output: typeof ApiKeySchema;
    };
}>;
