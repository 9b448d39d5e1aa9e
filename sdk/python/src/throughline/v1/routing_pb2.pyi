import datetime

from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import empty_pb2 as _empty_pb2
from google.protobuf import field_mask_pb2 as _field_mask_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from throughline.v1 import admin_pb2 as _admin_pb2
from throughline.v1 import alert_pb2 as _alert_pb2
from throughline.v1 import common_pb2 as _common_pb2
from throughline.v1 import policy_pb2 as _policy_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class JiraOnRegression(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    JIRA_ON_REGRESSION_UNSPECIFIED: _ClassVar[JiraOnRegression]
    JIRA_ON_REGRESSION_REOPEN: _ClassVar[JiraOnRegression]
    JIRA_ON_REGRESSION_LINK_NEW: _ClassVar[JiraOnRegression]

class RouteAudience(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ROUTE_AUDIENCE_UNSPECIFIED: _ClassVar[RouteAudience]
    ROUTE_AUDIENCE_OWNERS: _ClassVar[RouteAudience]
    ROUTE_AUDIENCE_ANYBODY: _ClassVar[RouteAudience]

class DayOfWeek(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DAY_OF_WEEK_UNSPECIFIED: _ClassVar[DayOfWeek]
    DAY_OF_WEEK_MONDAY: _ClassVar[DayOfWeek]
    DAY_OF_WEEK_TUESDAY: _ClassVar[DayOfWeek]
    DAY_OF_WEEK_WEDNESDAY: _ClassVar[DayOfWeek]
    DAY_OF_WEEK_THURSDAY: _ClassVar[DayOfWeek]
    DAY_OF_WEEK_FRIDAY: _ClassVar[DayOfWeek]
    DAY_OF_WEEK_SATURDAY: _ClassVar[DayOfWeek]
    DAY_OF_WEEK_SUNDAY: _ClassVar[DayOfWeek]

class DeliveryState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DELIVERY_STATE_UNSPECIFIED: _ClassVar[DeliveryState]
    DELIVERY_STATE_PENDING: _ClassVar[DeliveryState]
    DELIVERY_STATE_DELIVERED: _ClassVar[DeliveryState]
    DELIVERY_STATE_DEAD: _ClassVar[DeliveryState]
    DELIVERY_STATE_SUPERSEDED: _ClassVar[DeliveryState]

class DeliveryOutcome(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DELIVERY_OUTCOME_UNSPECIFIED: _ClassVar[DeliveryOutcome]
    DELIVERY_OUTCOME_DELIVERED: _ClassVar[DeliveryOutcome]
    DELIVERY_OUTCOME_FAILED: _ClassVar[DeliveryOutcome]
    DELIVERY_OUTCOME_THROTTLED: _ClassVar[DeliveryOutcome]
    DELIVERY_OUTCOME_GONE: _ClassVar[DeliveryOutcome]
    DELIVERY_OUTCOME_REFUSED: _ClassVar[DeliveryOutcome]
    DELIVERY_OUTCOME_INVALID: _ClassVar[DeliveryOutcome]
JIRA_ON_REGRESSION_UNSPECIFIED: JiraOnRegression
JIRA_ON_REGRESSION_REOPEN: JiraOnRegression
JIRA_ON_REGRESSION_LINK_NEW: JiraOnRegression
ROUTE_AUDIENCE_UNSPECIFIED: RouteAudience
ROUTE_AUDIENCE_OWNERS: RouteAudience
ROUTE_AUDIENCE_ANYBODY: RouteAudience
DAY_OF_WEEK_UNSPECIFIED: DayOfWeek
DAY_OF_WEEK_MONDAY: DayOfWeek
DAY_OF_WEEK_TUESDAY: DayOfWeek
DAY_OF_WEEK_WEDNESDAY: DayOfWeek
DAY_OF_WEEK_THURSDAY: DayOfWeek
DAY_OF_WEEK_FRIDAY: DayOfWeek
DAY_OF_WEEK_SATURDAY: DayOfWeek
DAY_OF_WEEK_SUNDAY: DayOfWeek
DELIVERY_STATE_UNSPECIFIED: DeliveryState
DELIVERY_STATE_PENDING: DeliveryState
DELIVERY_STATE_DELIVERED: DeliveryState
DELIVERY_STATE_DEAD: DeliveryState
DELIVERY_STATE_SUPERSEDED: DeliveryState
DELIVERY_OUTCOME_UNSPECIFIED: DeliveryOutcome
DELIVERY_OUTCOME_DELIVERED: DeliveryOutcome
DELIVERY_OUTCOME_FAILED: DeliveryOutcome
DELIVERY_OUTCOME_THROTTLED: DeliveryOutcome
DELIVERY_OUTCOME_GONE: DeliveryOutcome
DELIVERY_OUTCOME_REFUSED: DeliveryOutcome
DELIVERY_OUTCOME_INVALID: DeliveryOutcome

class Destination(_message.Message):
    __slots__ = ("name", "display_name", "webhook", "slack", "teams", "email", "jira", "alertmanager", "disabled", "disabled_reason", "disabled_at", "etag", "created_at", "updated_at", "failing_since", "acting")
    NAME_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    WEBHOOK_FIELD_NUMBER: _ClassVar[int]
    SLACK_FIELD_NUMBER: _ClassVar[int]
    TEAMS_FIELD_NUMBER: _ClassVar[int]
    EMAIL_FIELD_NUMBER: _ClassVar[int]
    JIRA_FIELD_NUMBER: _ClassVar[int]
    ALERTMANAGER_FIELD_NUMBER: _ClassVar[int]
    DISABLED_FIELD_NUMBER: _ClassVar[int]
    DISABLED_REASON_FIELD_NUMBER: _ClassVar[int]
    DISABLED_AT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    UPDATED_AT_FIELD_NUMBER: _ClassVar[int]
    FAILING_SINCE_FIELD_NUMBER: _ClassVar[int]
    ACTING_FIELD_NUMBER: _ClassVar[int]
    name: str
    display_name: str
    webhook: Webhook
    slack: Slack
    teams: Teams
    email: Email
    jira: Jira
    alertmanager: Alertmanager
    disabled: bool
    disabled_reason: str
    disabled_at: _timestamp_pb2.Timestamp
    etag: str
    created_at: _timestamp_pb2.Timestamp
    updated_at: _timestamp_pb2.Timestamp
    failing_since: _timestamp_pb2.Timestamp
    acting: Acting
    def __init__(self, name: _Optional[str] = ..., display_name: _Optional[str] = ..., webhook: _Optional[_Union[Webhook, _Mapping]] = ..., slack: _Optional[_Union[Slack, _Mapping]] = ..., teams: _Optional[_Union[Teams, _Mapping]] = ..., email: _Optional[_Union[Email, _Mapping]] = ..., jira: _Optional[_Union[Jira, _Mapping]] = ..., alertmanager: _Optional[_Union[Alertmanager, _Mapping]] = ..., disabled: bool = ..., disabled_reason: _Optional[str] = ..., disabled_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., updated_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., failing_since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., acting: _Optional[_Union[Acting, _Mapping]] = ...) -> None: ...

class Acting(_message.Message):
    __slots__ = ("anybody", "people")
    ANYBODY_FIELD_NUMBER: _ClassVar[int]
    PEOPLE_FIELD_NUMBER: _ClassVar[int]
    anybody: bool
    people: _containers.RepeatedCompositeFieldContainer[ActingPerson]
    def __init__(self, anybody: bool = ..., people: _Optional[_Iterable[_Union[ActingPerson, _Mapping]]] = ...) -> None: ...

class ActingPerson(_message.Message):
    __slots__ = ("id", "role")
    ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    id: str
    role: _admin_pb2.ApiKeyRole
    def __init__(self, id: _Optional[str] = ..., role: _Optional[_Union[_admin_pb2.ApiKeyRole, str]] = ...) -> None: ...

class Webhook(_message.Message):
    __slots__ = ("url", "signing_secret", "old_secret_until")
    URL_FIELD_NUMBER: _ClassVar[int]
    SIGNING_SECRET_FIELD_NUMBER: _ClassVar[int]
    OLD_SECRET_UNTIL_FIELD_NUMBER: _ClassVar[int]
    url: str
    signing_secret: str
    old_secret_until: _timestamp_pb2.Timestamp
    def __init__(self, url: _Optional[str] = ..., signing_secret: _Optional[str] = ..., old_secret_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Slack(_message.Message):
    __slots__ = ("channel", "bot_token", "signing_secret")
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    BOT_TOKEN_FIELD_NUMBER: _ClassVar[int]
    SIGNING_SECRET_FIELD_NUMBER: _ClassVar[int]
    channel: str
    bot_token: str
    signing_secret: str
    def __init__(self, channel: _Optional[str] = ..., bot_token: _Optional[str] = ..., signing_secret: _Optional[str] = ...) -> None: ...

class Teams(_message.Message):
    __slots__ = ("url",)
    URL_FIELD_NUMBER: _ClassVar[int]
    url: str
    def __init__(self, url: _Optional[str] = ...) -> None: ...

class Email(_message.Message):
    __slots__ = ("to",)
    TO_FIELD_NUMBER: _ClassVar[int]
    to: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, to: _Optional[_Iterable[str]] = ...) -> None: ...

class Jira(_message.Message):
    __slots__ = ("url", "user", "project", "issue_type", "on_regression", "done_status", "reopen_status", "api_token", "webhook_secret")
    URL_FIELD_NUMBER: _ClassVar[int]
    USER_FIELD_NUMBER: _ClassVar[int]
    PROJECT_FIELD_NUMBER: _ClassVar[int]
    ISSUE_TYPE_FIELD_NUMBER: _ClassVar[int]
    ON_REGRESSION_FIELD_NUMBER: _ClassVar[int]
    DONE_STATUS_FIELD_NUMBER: _ClassVar[int]
    REOPEN_STATUS_FIELD_NUMBER: _ClassVar[int]
    API_TOKEN_FIELD_NUMBER: _ClassVar[int]
    WEBHOOK_SECRET_FIELD_NUMBER: _ClassVar[int]
    url: str
    user: str
    project: str
    issue_type: str
    on_regression: JiraOnRegression
    done_status: str
    reopen_status: str
    api_token: str
    webhook_secret: str
    def __init__(self, url: _Optional[str] = ..., user: _Optional[str] = ..., project: _Optional[str] = ..., issue_type: _Optional[str] = ..., on_regression: _Optional[_Union[JiraOnRegression, str]] = ..., done_status: _Optional[str] = ..., reopen_status: _Optional[str] = ..., api_token: _Optional[str] = ..., webhook_secret: _Optional[str] = ...) -> None: ...

class Alertmanager(_message.Message):
    __slots__ = ("url", "user", "token")
    URL_FIELD_NUMBER: _ClassVar[int]
    USER_FIELD_NUMBER: _ClassVar[int]
    TOKEN_FIELD_NUMBER: _ClassVar[int]
    url: str
    user: str
    token: str
    def __init__(self, url: _Optional[str] = ..., user: _Optional[str] = ..., token: _Optional[str] = ...) -> None: ...

class Route(_message.Message):
    __slots__ = ("name", "team", "destinations", "seam", "states", "etag", "created_at", "display_name", "audience", "previous_states", "journeys", "min_severity", "product_lines", "location_groups", "renewal_within_days")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    DESTINATIONS_FIELD_NUMBER: _ClassVar[int]
    SEAM_FIELD_NUMBER: _ClassVar[int]
    STATES_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    AUDIENCE_FIELD_NUMBER: _ClassVar[int]
    PREVIOUS_STATES_FIELD_NUMBER: _ClassVar[int]
    JOURNEYS_FIELD_NUMBER: _ClassVar[int]
    MIN_SEVERITY_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_LINES_FIELD_NUMBER: _ClassVar[int]
    LOCATION_GROUPS_FIELD_NUMBER: _ClassVar[int]
    RENEWAL_WITHIN_DAYS_FIELD_NUMBER: _ClassVar[int]
    name: str
    team: str
    destinations: _containers.RepeatedScalarFieldContainer[str]
    seam: _common_pb2.Seam
    states: _containers.RepeatedScalarFieldContainer[_alert_pb2.AlertState]
    etag: str
    created_at: _timestamp_pb2.Timestamp
    display_name: str
    audience: RouteAudience
    previous_states: _containers.RepeatedScalarFieldContainer[_alert_pb2.AlertState]
    journeys: _containers.RepeatedScalarFieldContainer[str]
    min_severity: _policy_pb2.Severity
    product_lines: _containers.RepeatedScalarFieldContainer[str]
    location_groups: _containers.RepeatedScalarFieldContainer[str]
    renewal_within_days: int
    def __init__(self, name: _Optional[str] = ..., team: _Optional[str] = ..., destinations: _Optional[_Iterable[str]] = ..., seam: _Optional[_Union[_common_pb2.Seam, _Mapping]] = ..., states: _Optional[_Iterable[_Union[_alert_pb2.AlertState, str]]] = ..., etag: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., display_name: _Optional[str] = ..., audience: _Optional[_Union[RouteAudience, str]] = ..., previous_states: _Optional[_Iterable[_Union[_alert_pb2.AlertState, str]]] = ..., journeys: _Optional[_Iterable[str]] = ..., min_severity: _Optional[_Union[_policy_pb2.Severity, str]] = ..., product_lines: _Optional[_Iterable[str]] = ..., location_groups: _Optional[_Iterable[str]] = ..., renewal_within_days: _Optional[int] = ...) -> None: ...

class RoutingSettings(_message.Message):
    __slots__ = ("name", "version", "fallback_team", "clocks", "teams", "etag", "updated_at", "costly_reminder_off")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    FALLBACK_TEAM_FIELD_NUMBER: _ClassVar[int]
    CLOCKS_FIELD_NUMBER: _ClassVar[int]
    TEAMS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    UPDATED_AT_FIELD_NUMBER: _ClassVar[int]
    COSTLY_REMINDER_OFF_FIELD_NUMBER: _ClassVar[int]
    name: str
    version: int
    fallback_team: str
    clocks: _containers.RepeatedCompositeFieldContainer[OwnershipClock]
    teams: _containers.RepeatedCompositeFieldContainer[TeamRouting]
    etag: str
    updated_at: _timestamp_pb2.Timestamp
    costly_reminder_off: bool
    def __init__(self, name: _Optional[str] = ..., version: _Optional[int] = ..., fallback_team: _Optional[str] = ..., clocks: _Optional[_Iterable[_Union[OwnershipClock, _Mapping]]] = ..., teams: _Optional[_Iterable[_Union[TeamRouting, _Mapping]]] = ..., etag: _Optional[str] = ..., updated_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., costly_reminder_off: bool = ...) -> None: ...

class OwnershipClock(_message.Message):
    __slots__ = ("severity", "accept_within", "remind_every")
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    ACCEPT_WITHIN_FIELD_NUMBER: _ClassVar[int]
    REMIND_EVERY_FIELD_NUMBER: _ClassVar[int]
    severity: _policy_pb2.Severity
    accept_within: _duration_pb2.Duration
    remind_every: _duration_pb2.Duration
    def __init__(self, severity: _Optional[_Union[_policy_pb2.Severity, str]] = ..., accept_within: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., remind_every: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ...) -> None: ...

class TeamRouting(_message.Message):
    __slots__ = ("team", "escalates_to", "time_zone", "quiet_hours", "digest_at", "digest_days", "digest_always", "budget_alerts", "budget_days", "urgent_from")
    TEAM_FIELD_NUMBER: _ClassVar[int]
    ESCALATES_TO_FIELD_NUMBER: _ClassVar[int]
    TIME_ZONE_FIELD_NUMBER: _ClassVar[int]
    QUIET_HOURS_FIELD_NUMBER: _ClassVar[int]
    DIGEST_AT_FIELD_NUMBER: _ClassVar[int]
    DIGEST_DAYS_FIELD_NUMBER: _ClassVar[int]
    DIGEST_ALWAYS_FIELD_NUMBER: _ClassVar[int]
    BUDGET_ALERTS_FIELD_NUMBER: _ClassVar[int]
    BUDGET_DAYS_FIELD_NUMBER: _ClassVar[int]
    URGENT_FROM_FIELD_NUMBER: _ClassVar[int]
    team: str
    escalates_to: str
    time_zone: str
    quiet_hours: _containers.RepeatedCompositeFieldContainer[QuietHours]
    digest_at: str
    digest_days: _containers.RepeatedScalarFieldContainer[DayOfWeek]
    digest_always: bool
    budget_alerts: int
    budget_days: int
    urgent_from: _policy_pb2.Severity
    def __init__(self, team: _Optional[str] = ..., escalates_to: _Optional[str] = ..., time_zone: _Optional[str] = ..., quiet_hours: _Optional[_Iterable[_Union[QuietHours, _Mapping]]] = ..., digest_at: _Optional[str] = ..., digest_days: _Optional[_Iterable[_Union[DayOfWeek, str]]] = ..., digest_always: bool = ..., budget_alerts: _Optional[int] = ..., budget_days: _Optional[int] = ..., urgent_from: _Optional[_Union[_policy_pb2.Severity, str]] = ...) -> None: ...

class QuietHours(_message.Message):
    __slots__ = ("days", "start_time", "end_time")
    DAYS_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    END_TIME_FIELD_NUMBER: _ClassVar[int]
    days: _containers.RepeatedScalarFieldContainer[DayOfWeek]
    start_time: str
    end_time: str
    def __init__(self, days: _Optional[_Iterable[_Union[DayOfWeek, str]]] = ..., start_time: _Optional[str] = ..., end_time: _Optional[str] = ...) -> None: ...

class GetRoutingSettingsRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class UpdateRoutingSettingsRequest(_message.Message):
    __slots__ = ("routing_settings",)
    ROUTING_SETTINGS_FIELD_NUMBER: _ClassVar[int]
    routing_settings: RoutingSettings
    def __init__(self, routing_settings: _Optional[_Union[RoutingSettings, _Mapping]] = ...) -> None: ...

class GetRouteRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class UpdateRouteRequest(_message.Message):
    __slots__ = ("route", "update_mask")
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    route: Route
    update_mask: _field_mask_pb2.FieldMask
    def __init__(self, route: _Optional[_Union[Route, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ...) -> None: ...

class Delivery(_message.Message):
    __slots__ = ("name", "alert", "change_number", "owner", "destination", "state", "attempts", "last_status", "last_error", "created_at", "last_attempt_at", "next_attempt_at", "delivered_at", "route", "occasion", "superseded_by")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ALERT_FIELD_NUMBER: _ClassVar[int]
    CHANGE_NUMBER_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    DESTINATION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ATTEMPTS_FIELD_NUMBER: _ClassVar[int]
    LAST_STATUS_FIELD_NUMBER: _ClassVar[int]
    LAST_ERROR_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    LAST_ATTEMPT_AT_FIELD_NUMBER: _ClassVar[int]
    NEXT_ATTEMPT_AT_FIELD_NUMBER: _ClassVar[int]
    DELIVERED_AT_FIELD_NUMBER: _ClassVar[int]
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    OCCASION_FIELD_NUMBER: _ClassVar[int]
    SUPERSEDED_BY_FIELD_NUMBER: _ClassVar[int]
    name: str
    alert: str
    change_number: int
    owner: _alert_pb2.Owner
    destination: str
    state: DeliveryState
    attempts: int
    last_status: int
    last_error: str
    created_at: _timestamp_pb2.Timestamp
    last_attempt_at: _timestamp_pb2.Timestamp
    next_attempt_at: _timestamp_pb2.Timestamp
    delivered_at: _timestamp_pb2.Timestamp
    route: str
    occasion: str
    superseded_by: str
    def __init__(self, name: _Optional[str] = ..., alert: _Optional[str] = ..., change_number: _Optional[int] = ..., owner: _Optional[_Union[_alert_pb2.Owner, _Mapping]] = ..., destination: _Optional[str] = ..., state: _Optional[_Union[DeliveryState, str]] = ..., attempts: _Optional[int] = ..., last_status: _Optional[int] = ..., last_error: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., last_attempt_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., next_attempt_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., delivered_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., route: _Optional[str] = ..., occasion: _Optional[str] = ..., superseded_by: _Optional[str] = ...) -> None: ...

class CreateDestinationRequest(_message.Message):
    __slots__ = ("parent", "destination", "request_id")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    DESTINATION_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    parent: str
    destination: Destination
    request_id: str
    def __init__(self, parent: _Optional[str] = ..., destination: _Optional[_Union[Destination, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetDestinationRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListDestinationsRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListDestinationsResponse(_message.Message):
    __slots__ = ("destinations", "next_page_token")
    DESTINATIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    destinations: _containers.RepeatedCompositeFieldContainer[Destination]
    next_page_token: str
    def __init__(self, destinations: _Optional[_Iterable[_Union[Destination, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class UpdateDestinationRequest(_message.Message):
    __slots__ = ("destination", "update_mask")
    DESTINATION_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    destination: Destination
    update_mask: _field_mask_pb2.FieldMask
    def __init__(self, destination: _Optional[_Union[Destination, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ...) -> None: ...

class DeleteDestinationRequest(_message.Message):
    __slots__ = ("name", "etag")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    name: str
    etag: str
    def __init__(self, name: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class TestDestinationRequest(_message.Message):
    __slots__ = ("name", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class TestDestinationResponse(_message.Message):
    __slots__ = ("outcome", "status", "reason", "latency", "message_id")
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    LATENCY_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_ID_FIELD_NUMBER: _ClassVar[int]
    outcome: DeliveryOutcome
    status: int
    reason: str
    latency: _duration_pb2.Duration
    message_id: str
    def __init__(self, outcome: _Optional[_Union[DeliveryOutcome, str]] = ..., status: _Optional[int] = ..., reason: _Optional[str] = ..., latency: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., message_id: _Optional[str] = ...) -> None: ...

class RotateDestinationSecretRequest(_message.Message):
    __slots__ = ("name", "overlap", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    OVERLAP_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    overlap: _duration_pb2.Duration
    request_id: str
    def __init__(self, name: _Optional[str] = ..., overlap: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class RedeliverDeliveryRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class RedeliverDeliveriesRequest(_message.Message):
    __slots__ = ("parent", "destination", "start_time", "end_time", "state")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    DESTINATION_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    END_TIME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    parent: str
    destination: str
    start_time: _timestamp_pb2.Timestamp
    end_time: _timestamp_pb2.Timestamp
    state: DeliveryState
    def __init__(self, parent: _Optional[str] = ..., destination: _Optional[str] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., state: _Optional[_Union[DeliveryState, str]] = ...) -> None: ...

class RedeliverDeliveriesResponse(_message.Message):
    __slots__ = ("delivery_count",)
    DELIVERY_COUNT_FIELD_NUMBER: _ClassVar[int]
    delivery_count: int
    def __init__(self, delivery_count: _Optional[int] = ...) -> None: ...

class CreateRouteRequest(_message.Message):
    __slots__ = ("parent", "route", "request_id")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    parent: str
    route: Route
    request_id: str
    def __init__(self, parent: _Optional[str] = ..., route: _Optional[_Union[Route, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class ListRoutesRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListRoutesResponse(_message.Message):
    __slots__ = ("routes", "next_page_token")
    ROUTES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    routes: _containers.RepeatedCompositeFieldContainer[Route]
    next_page_token: str
    def __init__(self, routes: _Optional[_Iterable[_Union[Route, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class DeleteRouteRequest(_message.Message):
    __slots__ = ("name", "etag")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    name: str
    etag: str
    def __init__(self, name: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class ListDeliveriesRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token", "alert", "destination", "state")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    ALERT_FIELD_NUMBER: _ClassVar[int]
    DESTINATION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    alert: str
    destination: str
    state: DeliveryState
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., alert: _Optional[str] = ..., destination: _Optional[str] = ..., state: _Optional[_Union[DeliveryState, str]] = ...) -> None: ...

class ListDeliveriesResponse(_message.Message):
    __slots__ = ("deliveries", "next_page_token")
    DELIVERIES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    deliveries: _containers.RepeatedCompositeFieldContainer[Delivery]
    next_page_token: str
    def __init__(self, deliveries: _Optional[_Iterable[_Union[Delivery, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class PreviewRouteRequest(_message.Message):
    __slots__ = ("parent", "route", "start_time", "end_time")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    END_TIME_FIELD_NUMBER: _ClassVar[int]
    parent: str
    route: Route
    start_time: _timestamp_pb2.Timestamp
    end_time: _timestamp_pb2.Timestamp
    def __init__(self, parent: _Optional[str] = ..., route: _Optional[_Union[Route, _Mapping]] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class PreviewRouteResponse(_message.Message):
    __slots__ = ("change_count", "messages", "message_count", "messages_per_week", "mismatches", "present_message_count", "unrouted_count", "present_unrouted_count")
    CHANGE_COUNT_FIELD_NUMBER: _ClassVar[int]
    MESSAGES_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_COUNT_FIELD_NUMBER: _ClassVar[int]
    MESSAGES_PER_WEEK_FIELD_NUMBER: _ClassVar[int]
    MISMATCHES_FIELD_NUMBER: _ClassVar[int]
    PRESENT_MESSAGE_COUNT_FIELD_NUMBER: _ClassVar[int]
    UNROUTED_COUNT_FIELD_NUMBER: _ClassVar[int]
    PRESENT_UNROUTED_COUNT_FIELD_NUMBER: _ClassVar[int]
    change_count: int
    messages: _containers.RepeatedCompositeFieldContainer[PreviewedMessage]
    message_count: int
    messages_per_week: float
    mismatches: _containers.RepeatedCompositeFieldContainer[PreviewedMismatch]
    present_message_count: int
    unrouted_count: int
    present_unrouted_count: int
    def __init__(self, change_count: _Optional[int] = ..., messages: _Optional[_Iterable[_Union[PreviewedMessage, _Mapping]]] = ..., message_count: _Optional[int] = ..., messages_per_week: _Optional[float] = ..., mismatches: _Optional[_Iterable[_Union[PreviewedMismatch, _Mapping]]] = ..., present_message_count: _Optional[int] = ..., unrouted_count: _Optional[int] = ..., present_unrouted_count: _Optional[int] = ...) -> None: ...

class PreviewedMessage(_message.Message):
    __slots__ = ("alert", "change_number", "changed_at", "state", "owner", "destination", "held_until", "held_because", "accounts")
    ALERT_FIELD_NUMBER: _ClassVar[int]
    CHANGE_NUMBER_FIELD_NUMBER: _ClassVar[int]
    CHANGED_AT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    DESTINATION_FIELD_NUMBER: _ClassVar[int]
    HELD_UNTIL_FIELD_NUMBER: _ClassVar[int]
    HELD_BECAUSE_FIELD_NUMBER: _ClassVar[int]
    ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    alert: str
    change_number: int
    changed_at: _timestamp_pb2.Timestamp
    state: _alert_pb2.AlertState
    owner: _alert_pb2.Owner
    destination: str
    held_until: _timestamp_pb2.Timestamp
    held_because: str
    accounts: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, alert: _Optional[str] = ..., change_number: _Optional[int] = ..., changed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., state: _Optional[_Union[_alert_pb2.AlertState, str]] = ..., owner: _Optional[_Union[_alert_pb2.Owner, _Mapping]] = ..., destination: _Optional[str] = ..., held_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., held_because: _Optional[str] = ..., accounts: _Optional[_Iterable[str]] = ...) -> None: ...

class PreviewedMismatch(_message.Message):
    __slots__ = ("condition", "change_count")
    CONDITION_FIELD_NUMBER: _ClassVar[int]
    CHANGE_COUNT_FIELD_NUMBER: _ClassVar[int]
    condition: str
    change_count: int
    def __init__(self, condition: _Optional[str] = ..., change_count: _Optional[int] = ...) -> None: ...

class Playbook(_message.Message):
    __slots__ = ("name", "version", "plays", "shipped_plays", "etag", "updated_at")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    PLAYS_FIELD_NUMBER: _ClassVar[int]
    SHIPPED_PLAYS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    UPDATED_AT_FIELD_NUMBER: _ClassVar[int]
    name: str
    version: int
    plays: _containers.RepeatedCompositeFieldContainer[Play]
    shipped_plays: _containers.RepeatedCompositeFieldContainer[Play]
    etag: str
    updated_at: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., version: _Optional[int] = ..., plays: _Optional[_Iterable[_Union[Play, _Mapping]]] = ..., shipped_plays: _Optional[_Iterable[_Union[Play, _Mapping]]] = ..., etag: _Optional[str] = ..., updated_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Play(_message.Message):
    __slots__ = ("id", "failure_mode", "from_kinds", "to_kinds", "title", "steps", "off")
    ID_FIELD_NUMBER: _ClassVar[int]
    FAILURE_MODE_FIELD_NUMBER: _ClassVar[int]
    FROM_KINDS_FIELD_NUMBER: _ClassVar[int]
    TO_KINDS_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    OFF_FIELD_NUMBER: _ClassVar[int]
    id: str
    failure_mode: _common_pb2.FailureMode
    from_kinds: _containers.RepeatedScalarFieldContainer[_common_pb2.TouchpointKind]
    to_kinds: _containers.RepeatedScalarFieldContainer[_common_pb2.TouchpointKind]
    title: str
    steps: _containers.RepeatedScalarFieldContainer[str]
    off: bool
    def __init__(self, id: _Optional[str] = ..., failure_mode: _Optional[_Union[_common_pb2.FailureMode, str]] = ..., from_kinds: _Optional[_Iterable[_Union[_common_pb2.TouchpointKind, str]]] = ..., to_kinds: _Optional[_Iterable[_Union[_common_pb2.TouchpointKind, str]]] = ..., title: _Optional[str] = ..., steps: _Optional[_Iterable[str]] = ..., off: bool = ...) -> None: ...

class GetPlaybookRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class UpdatePlaybookRequest(_message.Message):
    __slots__ = ("playbook",)
    PLAYBOOK_FIELD_NUMBER: _ClassVar[int]
    playbook: Playbook
    def __init__(self, playbook: _Optional[_Union[Playbook, _Mapping]] = ...) -> None: ...
