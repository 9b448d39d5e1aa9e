import type { GenFile, GenMessage } from "@bufbuild/protobuf/codegenv2";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { Money } from "./common_pb.js";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file throughline/v1/commerce.proto.
 */
export declare const file_throughline_v1_commerce: GenFile;
/**
 * Account is a customer account, with what it is worth. A later push of the same id replaces it.
 *
 * @generated from message throughline.v1.Account
 */
export type Account = Message<"throughline.v1.Account"> & {
    /**
     * "tenants/{tenant}/accounts/{account}". Ignored in what is pushed: account_id decides.
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * The source's id of the account, 1 to 256 bytes.
     *
     * @generated from field: string account_id = 2;
     */
    accountId: string;
    /**
     * Id of the household that it belongs to, at most 256 bytes; empty when unknown.
     *
     * @generated from field: string household_id = 3;
     */
    householdId: string;
    /**
     * Any word, at most 64 bytes. "high_value" marks the accounts that a tenant cannot afford to
     * lose.
     *
     * @generated from field: string segment = 4;
     */
    segment: string;
    /**
     * What it is worth a year: premium, contract value, spend. Not negative. Left out when unknown.
     *
     * @generated from field: throughline.v1.Money annual_value = 5;
     */
    annualValue?: Money | undefined;
    /**
     * Day on which its contract is due, YYYY-MM-DD; empty when unknown.
     *
     * @generated from field: string renewal_date = 6;
     */
    renewalDate: string;
    /**
     * What the account has, at most 256 bytes; empty when unknown.
     *
     * @generated from field: string product_line = 7;
     */
    productLine: string;
    /**
     * Id of the location that serves it, at most 256 bytes; empty when unknown.
     *
     * @generated from field: string home_location = 8;
     */
    homeLocation: string;
    /**
     * Everything else that the source said; limits as in Interaction.
     *
     * @generated from field: map<string, string> attributes = 9;
     */
    attributes: {
        [key: string]: string;
    };
};
/**
 * Describes the message throughline.v1.Account.
 * Use `create(AccountSchema)` to create a new message.
 */
export declare const AccountSchema: GenMessage<Account>;
/**
 * Location is a store, branch or office. A later push of the same id replaces it.
 *
 * @generated from message throughline.v1.Location
 */
export type Location = Message<"throughline.v1.Location"> & {
    /**
     * "tenants/{tenant}/locations/{location}". Ignored in what is pushed: location_id decides.
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * The source's id of the location, 1 to 256 bytes.
     *
     * @generated from field: string location_id = 2;
     */
    locationId: string;
    /**
     * What people call it, at most 256 bytes.
     *
     * @generated from field: string display_name = 3;
     */
    displayName: string;
    /**
     * Region, at most 256 bytes; empty when unknown.
     *
     * @generated from field: string region = 4;
     */
    region: string;
    /**
     * Everything else that the source said; limits as in Interaction.
     *
     * @generated from field: map<string, string> attributes = 5;
     */
    attributes: {
        [key: string]: string;
    };
};
/**
 * Describes the message throughline.v1.Location.
 * Use `create(LocationSchema)` to create a new message.
 */
export declare const LocationSchema: GenMessage<Location>;
/**
 * CommercialRecord is an order, claim, quote or policy change and what became of it. A later
 * push of the same id replaces it.
 *
 * @generated from message throughline.v1.CommercialRecord
 */
export type CommercialRecord = Message<"throughline.v1.CommercialRecord"> & {
    /**
     * "tenants/{tenant}/commercialRecords/{commercial_record}". Ignored in what is pushed:
     * record_id decides.
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * The source's id of the record, 1 to 256 bytes.
     *
     * @generated from field: string record_id = 2;
     */
    recordId: string;
    /**
     * Id of the account that it belongs to, at most 256 bytes; empty when unknown.
     *
     * @generated from field: string account_id = 3;
     */
    accountId: string;
    /**
     * order, return, claim, quote, policy_change or any other word, at most 64 bytes.
     *
     * @generated from field: string kind = 4;
     */
    kind: string;
    /**
     * What became of it, at most 64 bytes. "abandoned", "refunded" and "cancelled" count as
     * exposure; any other word does not.
     *
     * @generated from field: string status = 5;
     */
    status: string;
    /**
     * What it is worth. Not negative.
     *
     * @generated from field: throughline.v1.Money amount = 6;
     */
    amount?: Money | undefined;
    /**
     * When it last changed. Not before 1990 and at most a day ahead of the server's clock.
     *
     * @generated from field: google.protobuf.Timestamp occurred_at = 7;
     */
    occurredAt?: Timestamp | undefined;
    /**
     * Id of the location where it happened, at most 256 bytes; empty when unknown.
     *
     * @generated from field: string location_id = 8;
     */
    locationId: string;
    /**
     * Id of the touchpoint that it last passed, at most 256 bytes; empty when unknown.
     *
     * @generated from field: string touchpoint = 9;
     */
    touchpoint: string;
    /**
     * Everything else that the source said; limits as in Interaction.
     *
     * @generated from field: map<string, string> attributes = 10;
     */
    attributes: {
        [key: string]: string;
    };
};
/**
 * Describes the message throughline.v1.CommercialRecord.
 * Use `create(CommercialRecordSchema)` to create a new message.
 */
export declare const CommercialRecordSchema: GenMessage<CommercialRecord>;
