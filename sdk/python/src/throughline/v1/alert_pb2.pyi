import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from throughline.v1 import common_pb2 as _common_pb2
from throughline.v1 import fix_pb2 as _fix_pb2
from throughline.v1 import measure_pb2 as _measure_pb2
from throughline.v1 import ownership_pb2 as _ownership_pb2
from throughline.v1 import policy_pb2 as _policy_pb2
from throughline.v1 import reading_pb2 as _reading_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AlertState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ALERT_STATE_UNSPECIFIED: _ClassVar[AlertState]
    ALERT_STATE_FORMING: _ClassVar[AlertState]
    ALERT_STATE_NEAR_THRESHOLD: _ClassVar[AlertState]
    ALERT_STATE_HELD_FOR_REVIEW: _ClassVar[AlertState]
    ALERT_STATE_FIRING: _ClassVar[AlertState]
    ALERT_STATE_FADING: _ClassVar[AlertState]
    ALERT_STATE_ACKNOWLEDGED: _ClassVar[AlertState]
    ALERT_STATE_FIX_SHIPPED: _ClassVar[AlertState]
    ALERT_STATE_GROWING: _ClassVar[AlertState]
    ALERT_STATE_STEADY: _ClassVar[AlertState]
    ALERT_STATE_RESOLVED: _ClassVar[AlertState]
    ALERT_STATE_REGRESSED: _ClassVar[AlertState]
    ALERT_STATE_SNOOZED: _ClassVar[AlertState]
    ALERT_STATE_COVERAGE_LOST: _ClassVar[AlertState]

class AlertAction(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ALERT_ACTION_UNSPECIFIED: _ClassVar[AlertAction]
    ALERT_ACTION_ACKNOWLEDGE: _ClassVar[AlertAction]
    ALERT_ACTION_SNOOZE: _ClassVar[AlertAction]
    ALERT_ACTION_UNSNOOZE: _ClassVar[AlertAction]
    ALERT_ACTION_RESOLVE: _ClassVar[AlertAction]
    ALERT_ACTION_REOPEN: _ClassVar[AlertAction]
    ALERT_ACTION_JUDGE_HISTORY: _ClassVar[AlertAction]

class AlertView(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ALERT_VIEW_UNSPECIFIED: _ClassVar[AlertView]
    ALERT_VIEW_BASIC: _ClassVar[AlertView]
    ALERT_VIEW_FULL: _ClassVar[AlertView]

class OwnerRole(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    OWNER_ROLE_UNSPECIFIED: _ClassVar[OwnerRole]
    OWNER_ROLE_ACCOUNTABLE: _ClassVar[OwnerRole]
    OWNER_ROLE_CONTRIBUTING: _ClassVar[OwnerRole]
    OWNER_ROLE_FALLBACK: _ClassVar[OwnerRole]
    OWNER_ROLE_AUDIENCE: _ClassVar[OwnerRole]
ALERT_STATE_UNSPECIFIED: AlertState
ALERT_STATE_FORMING: AlertState
ALERT_STATE_NEAR_THRESHOLD: AlertState
ALERT_STATE_HELD_FOR_REVIEW: AlertState
ALERT_STATE_FIRING: AlertState
ALERT_STATE_FADING: AlertState
ALERT_STATE_ACKNOWLEDGED: AlertState
ALERT_STATE_FIX_SHIPPED: AlertState
ALERT_STATE_GROWING: AlertState
ALERT_STATE_STEADY: AlertState
ALERT_STATE_RESOLVED: AlertState
ALERT_STATE_REGRESSED: AlertState
ALERT_STATE_SNOOZED: AlertState
ALERT_STATE_COVERAGE_LOST: AlertState
ALERT_ACTION_UNSPECIFIED: AlertAction
ALERT_ACTION_ACKNOWLEDGE: AlertAction
ALERT_ACTION_SNOOZE: AlertAction
ALERT_ACTION_UNSNOOZE: AlertAction
ALERT_ACTION_RESOLVE: AlertAction
ALERT_ACTION_REOPEN: AlertAction
ALERT_ACTION_JUDGE_HISTORY: AlertAction
ALERT_VIEW_UNSPECIFIED: AlertView
ALERT_VIEW_BASIC: AlertView
ALERT_VIEW_FULL: AlertView
OWNER_ROLE_UNSPECIFIED: OwnerRole
OWNER_ROLE_ACCOUNTABLE: OwnerRole
OWNER_ROLE_CONTRIBUTING: OwnerRole
OWNER_ROLE_FALLBACK: OwnerRole
OWNER_ROLE_AUDIENCE: OwnerRole

class Alert(_message.Message):
    __slots__ = ("name", "cluster", "state", "change_count", "opened_at", "changed_at", "fired_at", "what_broke", "journeys", "from_side", "to_side", "reading", "demand", "neighbours", "owners", "unowned", "recommended_fix", "last_change", "evidence", "etag", "title", "level", "acknowledgement", "snooze", "resolution", "fix", "redirected_from", "standing", "ownerships", "unowned_cost")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CHANGE_COUNT_FIELD_NUMBER: _ClassVar[int]
    OPENED_AT_FIELD_NUMBER: _ClassVar[int]
    CHANGED_AT_FIELD_NUMBER: _ClassVar[int]
    FIRED_AT_FIELD_NUMBER: _ClassVar[int]
    WHAT_BROKE_FIELD_NUMBER: _ClassVar[int]
    JOURNEYS_FIELD_NUMBER: _ClassVar[int]
    FROM_SIDE_FIELD_NUMBER: _ClassVar[int]
    TO_SIDE_FIELD_NUMBER: _ClassVar[int]
    READING_FIELD_NUMBER: _ClassVar[int]
    DEMAND_FIELD_NUMBER: _ClassVar[int]
    NEIGHBOURS_FIELD_NUMBER: _ClassVar[int]
    OWNERS_FIELD_NUMBER: _ClassVar[int]
    UNOWNED_FIELD_NUMBER: _ClassVar[int]
    RECOMMENDED_FIX_FIELD_NUMBER: _ClassVar[int]
    LAST_CHANGE_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    ACKNOWLEDGEMENT_FIELD_NUMBER: _ClassVar[int]
    SNOOZE_FIELD_NUMBER: _ClassVar[int]
    RESOLUTION_FIELD_NUMBER: _ClassVar[int]
    FIX_FIELD_NUMBER: _ClassVar[int]
    REDIRECTED_FROM_FIELD_NUMBER: _ClassVar[int]
    STANDING_FIELD_NUMBER: _ClassVar[int]
    OWNERSHIPS_FIELD_NUMBER: _ClassVar[int]
    UNOWNED_COST_FIELD_NUMBER: _ClassVar[int]
    name: str
    cluster: str
    state: AlertState
    change_count: int
    opened_at: _timestamp_pb2.Timestamp
    changed_at: _timestamp_pb2.Timestamp
    fired_at: _timestamp_pb2.Timestamp
    what_broke: str
    journeys: _containers.RepeatedCompositeFieldContainer[JourneyReference]
    from_side: TouchpointReference
    to_side: TouchpointReference
    reading: _reading_pb2.Reading
    demand: Demand
    neighbours: _containers.RepeatedCompositeFieldContainer[Neighbour]
    owners: _containers.RepeatedCompositeFieldContainer[Owner]
    unowned: bool
    recommended_fix: RecommendedFix
    last_change: AlertChange
    evidence: AlertEvidence
    etag: str
    title: str
    level: AlertState
    acknowledgement: Acknowledgement
    snooze: Snooze
    resolution: Resolution
    fix: str
    redirected_from: str
    standing: Standing
    ownerships: _containers.RepeatedCompositeFieldContainer[_ownership_pb2.Ownership]
    unowned_cost: UnownedCost
    def __init__(self, name: _Optional[str] = ..., cluster: _Optional[str] = ..., state: _Optional[_Union[AlertState, str]] = ..., change_count: _Optional[int] = ..., opened_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., changed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., fired_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., what_broke: _Optional[str] = ..., journeys: _Optional[_Iterable[_Union[JourneyReference, _Mapping]]] = ..., from_side: _Optional[_Union[TouchpointReference, _Mapping]] = ..., to_side: _Optional[_Union[TouchpointReference, _Mapping]] = ..., reading: _Optional[_Union[_reading_pb2.Reading, _Mapping]] = ..., demand: _Optional[_Union[Demand, _Mapping]] = ..., neighbours: _Optional[_Iterable[_Union[Neighbour, _Mapping]]] = ..., owners: _Optional[_Iterable[_Union[Owner, _Mapping]]] = ..., unowned: bool = ..., recommended_fix: _Optional[_Union[RecommendedFix, _Mapping]] = ..., last_change: _Optional[_Union[AlertChange, _Mapping]] = ..., evidence: _Optional[_Union[AlertEvidence, _Mapping]] = ..., etag: _Optional[str] = ..., title: _Optional[str] = ..., level: _Optional[_Union[AlertState, str]] = ..., acknowledgement: _Optional[_Union[Acknowledgement, _Mapping]] = ..., snooze: _Optional[_Union[Snooze, _Mapping]] = ..., resolution: _Optional[_Union[Resolution, _Mapping]] = ..., fix: _Optional[str] = ..., redirected_from: _Optional[str] = ..., standing: _Optional[_Union[Standing, _Mapping]] = ..., ownerships: _Optional[_Iterable[_Union[_ownership_pb2.Ownership, _Mapping]]] = ..., unowned_cost: _Optional[_Union[UnownedCost, _Mapping]] = ...) -> None: ...

class Standing(_message.Message):
    __slots__ = ("measured_at", "window_days", "interaction_count", "customer_count", "account_count", "high_value_account_count", "location_count", "renewal_count", "growth", "exposures", "rule", "severity", "progress", "missing", "crossing")
    MEASURED_AT_FIELD_NUMBER: _ClassVar[int]
    WINDOW_DAYS_FIELD_NUMBER: _ClassVar[int]
    INTERACTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_COUNT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_COUNT_FIELD_NUMBER: _ClassVar[int]
    HIGH_VALUE_ACCOUNT_COUNT_FIELD_NUMBER: _ClassVar[int]
    LOCATION_COUNT_FIELD_NUMBER: _ClassVar[int]
    RENEWAL_COUNT_FIELD_NUMBER: _ClassVar[int]
    GROWTH_FIELD_NUMBER: _ClassVar[int]
    EXPOSURES_FIELD_NUMBER: _ClassVar[int]
    RULE_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    MISSING_FIELD_NUMBER: _ClassVar[int]
    CROSSING_FIELD_NUMBER: _ClassVar[int]
    measured_at: _timestamp_pb2.Timestamp
    window_days: int
    interaction_count: int
    customer_count: int
    account_count: int
    high_value_account_count: int
    location_count: int
    renewal_count: int
    growth: float
    exposures: _containers.RepeatedCompositeFieldContainer[StandingExposure]
    rule: str
    severity: _policy_pb2.Severity
    progress: float
    missing: str
    crossing: _measure_pb2.TrendCrossing
    def __init__(self, measured_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., window_days: _Optional[int] = ..., interaction_count: _Optional[int] = ..., customer_count: _Optional[int] = ..., account_count: _Optional[int] = ..., high_value_account_count: _Optional[int] = ..., location_count: _Optional[int] = ..., renewal_count: _Optional[int] = ..., growth: _Optional[float] = ..., exposures: _Optional[_Iterable[_Union[StandingExposure, _Mapping]]] = ..., rule: _Optional[str] = ..., severity: _Optional[_Union[_policy_pb2.Severity, str]] = ..., progress: _Optional[float] = ..., missing: _Optional[str] = ..., crossing: _Optional[_Union[_measure_pb2.TrendCrossing, _Mapping]] = ...) -> None: ...

class StandingExposure(_message.Message):
    __slots__ = ("kind", "amount", "per_interaction")
    KIND_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    PER_INTERACTION_FIELD_NUMBER: _ClassVar[int]
    kind: _reading_pb2.ExposureKind
    amount: _common_pb2.Money
    per_interaction: _common_pb2.Money
    def __init__(self, kind: _Optional[_Union[_reading_pb2.ExposureKind, str]] = ..., amount: _Optional[_Union[_common_pb2.Money, _Mapping]] = ..., per_interaction: _Optional[_Union[_common_pb2.Money, _Mapping]] = ...) -> None: ...

class NearBreak(_message.Message):
    __slots__ = ("cluster", "alert", "title", "seam", "failure_mode", "state", "standing")
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    ALERT_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SEAM_FIELD_NUMBER: _ClassVar[int]
    FAILURE_MODE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    STANDING_FIELD_NUMBER: _ClassVar[int]
    cluster: str
    alert: str
    title: str
    seam: _common_pb2.Seam
    failure_mode: _common_pb2.FailureMode
    state: AlertState
    standing: Standing
    def __init__(self, cluster: _Optional[str] = ..., alert: _Optional[str] = ..., title: _Optional[str] = ..., seam: _Optional[_Union[_common_pb2.Seam, _Mapping]] = ..., failure_mode: _Optional[_Union[_common_pb2.FailureMode, str]] = ..., state: _Optional[_Union[AlertState, str]] = ..., standing: _Optional[_Union[Standing, _Mapping]] = ...) -> None: ...

class Acknowledgement(_message.Message):
    __slots__ = ("actor", "acknowledged_at", "comment")
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    ACKNOWLEDGED_AT_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    actor: str
    acknowledged_at: _timestamp_pb2.Timestamp
    comment: str
    def __init__(self, actor: _Optional[str] = ..., acknowledged_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., comment: _Optional[str] = ...) -> None: ...

class Snooze(_message.Message):
    __slots__ = ("actor", "snoozed_at", "comment", "until", "growth_percent", "customer_count", "ends_at_customer_count")
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    SNOOZED_AT_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    GROWTH_PERCENT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_COUNT_FIELD_NUMBER: _ClassVar[int]
    ENDS_AT_CUSTOMER_COUNT_FIELD_NUMBER: _ClassVar[int]
    actor: str
    snoozed_at: _timestamp_pb2.Timestamp
    comment: str
    until: _timestamp_pb2.Timestamp
    growth_percent: int
    customer_count: int
    ends_at_customer_count: int
    def __init__(self, actor: _Optional[str] = ..., snoozed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., comment: _Optional[str] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., growth_percent: _Optional[int] = ..., customer_count: _Optional[int] = ..., ends_at_customer_count: _Optional[int] = ...) -> None: ...

class Resolution(_message.Message):
    __slots__ = ("actor", "resolved_at", "comment")
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    RESOLVED_AT_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    actor: str
    resolved_at: _timestamp_pb2.Timestamp
    comment: str
    def __init__(self, actor: _Optional[str] = ..., resolved_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., comment: _Optional[str] = ...) -> None: ...

class UnownedCost(_message.Message):
    __slots__ = ("found_at", "days", "customer_count", "exposure")
    FOUND_AT_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_COUNT_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_FIELD_NUMBER: _ClassVar[int]
    found_at: _timestamp_pb2.Timestamp
    days: int
    customer_count: int
    exposure: _containers.RepeatedCompositeFieldContainer[_reading_pb2.Exposure]
    def __init__(self, found_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., days: _Optional[int] = ..., customer_count: _Optional[int] = ..., exposure: _Optional[_Iterable[_Union[_reading_pb2.Exposure, _Mapping]]] = ...) -> None: ...

class TouchpointReference(_message.Message):
    __slots__ = ("id", "display_name", "team")
    ID_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    id: str
    display_name: str
    team: str
    def __init__(self, id: _Optional[str] = ..., display_name: _Optional[str] = ..., team: _Optional[str] = ...) -> None: ...

class JourneyReference(_message.Message):
    __slots__ = ("id", "display_name", "steps")
    ID_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    id: str
    display_name: str
    steps: _containers.RepeatedCompositeFieldContainer[TouchpointReference]
    def __init__(self, id: _Optional[str] = ..., display_name: _Optional[str] = ..., steps: _Optional[_Iterable[_Union[TouchpointReference, _Mapping]]] = ...) -> None: ...

class Demand(_message.Message):
    __slots__ = ("need", "heard")
    NEED_FIELD_NUMBER: _ClassVar[int]
    HEARD_FIELD_NUMBER: _ClassVar[int]
    need: str
    heard: _containers.RepeatedCompositeFieldContainer[_common_pb2.Quote]
    def __init__(self, need: _Optional[str] = ..., heard: _Optional[_Iterable[_Union[_common_pb2.Quote, _Mapping]]] = ...) -> None: ...

class Neighbour(_message.Message):
    __slots__ = ("cluster", "from_side", "to_side", "failure_mode", "state", "strength", "customer_count")
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    FROM_SIDE_FIELD_NUMBER: _ClassVar[int]
    TO_SIDE_FIELD_NUMBER: _ClassVar[int]
    FAILURE_MODE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    STRENGTH_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_COUNT_FIELD_NUMBER: _ClassVar[int]
    cluster: str
    from_side: TouchpointReference
    to_side: TouchpointReference
    failure_mode: _common_pb2.FailureMode
    state: AlertState
    strength: _reading_pb2.SignalStrength
    customer_count: int
    def __init__(self, cluster: _Optional[str] = ..., from_side: _Optional[_Union[TouchpointReference, _Mapping]] = ..., to_side: _Optional[_Union[TouchpointReference, _Mapping]] = ..., failure_mode: _Optional[_Union[_common_pb2.FailureMode, str]] = ..., state: _Optional[_Union[AlertState, str]] = ..., strength: _Optional[_Union[_reading_pb2.SignalStrength, str]] = ..., customer_count: _Optional[int] = ...) -> None: ...

class Owner(_message.Message):
    __slots__ = ("team", "role", "likely", "reasons", "uncertain")
    TEAM_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    LIKELY_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    UNCERTAIN_FIELD_NUMBER: _ClassVar[int]
    team: str
    role: OwnerRole
    likely: bool
    reasons: _containers.RepeatedScalarFieldContainer[str]
    uncertain: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, team: _Optional[str] = ..., role: _Optional[_Union[OwnerRole, str]] = ..., likely: bool = ..., reasons: _Optional[_Iterable[str]] = ..., uncertain: _Optional[_Iterable[str]] = ...) -> None: ...

class RecommendedFix(_message.Message):
    __slots__ = ("title", "steps", "find_out", "play", "achieved", "reason")
    TITLE_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    FIND_OUT_FIELD_NUMBER: _ClassVar[int]
    PLAY_FIELD_NUMBER: _ClassVar[int]
    ACHIEVED_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    title: str
    steps: _containers.RepeatedScalarFieldContainer[str]
    find_out: bool
    play: str
    achieved: AchievedByFixes
    reason: str
    def __init__(self, title: _Optional[str] = ..., steps: _Optional[_Iterable[str]] = ..., find_out: bool = ..., play: _Optional[str] = ..., achieved: _Optional[_Union[AchievedByFixes, _Mapping]] = ..., reason: _Optional[str] = ...) -> None: ...

class AchievedByFixes(_message.Message):
    __slots__ = ("same_play", "fixes", "worked_count", "median_ratio", "best_ratio", "worst_ratio")
    SAME_PLAY_FIELD_NUMBER: _ClassVar[int]
    FIXES_FIELD_NUMBER: _ClassVar[int]
    WORKED_COUNT_FIELD_NUMBER: _ClassVar[int]
    MEDIAN_RATIO_FIELD_NUMBER: _ClassVar[int]
    BEST_RATIO_FIELD_NUMBER: _ClassVar[int]
    WORST_RATIO_FIELD_NUMBER: _ClassVar[int]
    same_play: bool
    fixes: _containers.RepeatedScalarFieldContainer[str]
    worked_count: int
    median_ratio: float
    best_ratio: float
    worst_ratio: float
    def __init__(self, same_play: bool = ..., fixes: _Optional[_Iterable[str]] = ..., worked_count: _Optional[int] = ..., median_ratio: _Optional[float] = ..., best_ratio: _Optional[float] = ..., worst_ratio: _Optional[float] = ...) -> None: ...

class AlertChange(_message.Message):
    __slots__ = ("number", "changed_at", "previous_state", "state", "reason", "policy_version", "outcome", "since_last", "unrouted_owners", "action", "actor", "comment", "level")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    CHANGED_AT_FIELD_NUMBER: _ClassVar[int]
    PREVIOUS_STATE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    POLICY_VERSION_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    SINCE_LAST_FIELD_NUMBER: _ClassVar[int]
    UNROUTED_OWNERS_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    number: int
    changed_at: _timestamp_pb2.Timestamp
    previous_state: AlertState
    state: AlertState
    reason: str
    policy_version: int
    outcome: Outcome
    since_last: SinceLast
    unrouted_owners: _containers.RepeatedCompositeFieldContainer[Owner]
    action: AlertAction
    actor: str
    comment: str
    level: AlertState
    def __init__(self, number: _Optional[int] = ..., changed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., previous_state: _Optional[_Union[AlertState, str]] = ..., state: _Optional[_Union[AlertState, str]] = ..., reason: _Optional[str] = ..., policy_version: _Optional[int] = ..., outcome: _Optional[_Union[Outcome, _Mapping]] = ..., since_last: _Optional[_Union[SinceLast, _Mapping]] = ..., unrouted_owners: _Optional[_Iterable[_Union[Owner, _Mapping]]] = ..., action: _Optional[_Union[AlertAction, str]] = ..., actor: _Optional[str] = ..., comment: _Optional[str] = ..., level: _Optional[_Union[AlertState, str]] = ...) -> None: ...

class SinceLast(_message.Message):
    __slots__ = ("changed_at", "interaction_delta", "customer_delta", "account_delta", "new_account_count", "new_locations", "voice_delta")
    CHANGED_AT_FIELD_NUMBER: _ClassVar[int]
    INTERACTION_DELTA_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_DELTA_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_DELTA_FIELD_NUMBER: _ClassVar[int]
    NEW_ACCOUNT_COUNT_FIELD_NUMBER: _ClassVar[int]
    NEW_LOCATIONS_FIELD_NUMBER: _ClassVar[int]
    VOICE_DELTA_FIELD_NUMBER: _ClassVar[int]
    changed_at: _timestamp_pb2.Timestamp
    interaction_delta: int
    customer_delta: int
    account_delta: int
    new_account_count: int
    new_locations: _containers.RepeatedScalarFieldContainer[str]
    voice_delta: int
    def __init__(self, changed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., interaction_delta: _Optional[int] = ..., customer_delta: _Optional[int] = ..., account_delta: _Optional[int] = ..., new_account_count: _Optional[int] = ..., new_locations: _Optional[_Iterable[str]] = ..., voice_delta: _Optional[int] = ...) -> None: ...

class Outcome(_message.Message):
    __slots__ = ("criteria", "crossed", "disagrees", "near", "clear", "near_from", "clear_below", "rule", "severity", "held", "uncovered", "progress", "window_days")
    CRITERIA_FIELD_NUMBER: _ClassVar[int]
    CROSSED_FIELD_NUMBER: _ClassVar[int]
    DISAGREES_FIELD_NUMBER: _ClassVar[int]
    NEAR_FIELD_NUMBER: _ClassVar[int]
    CLEAR_FIELD_NUMBER: _ClassVar[int]
    NEAR_FROM_FIELD_NUMBER: _ClassVar[int]
    CLEAR_BELOW_FIELD_NUMBER: _ClassVar[int]
    RULE_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    HELD_FIELD_NUMBER: _ClassVar[int]
    UNCOVERED_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    WINDOW_DAYS_FIELD_NUMBER: _ClassVar[int]
    criteria: _containers.RepeatedCompositeFieldContainer[Criterion]
    crossed: bool
    disagrees: bool
    near: bool
    clear: bool
    near_from: float
    clear_below: float
    rule: str
    severity: _policy_pb2.Severity
    held: bool
    uncovered: bool
    progress: float
    window_days: int
    def __init__(self, criteria: _Optional[_Iterable[_Union[Criterion, _Mapping]]] = ..., crossed: bool = ..., disagrees: bool = ..., near: bool = ..., clear: bool = ..., near_from: _Optional[float] = ..., clear_below: _Optional[float] = ..., rule: _Optional[str] = ..., severity: _Optional[_Union[_policy_pb2.Severity, str]] = ..., held: bool = ..., uncovered: bool = ..., progress: _Optional[float] = ..., window_days: _Optional[int] = ...) -> None: ...

class Criterion(_message.Message):
    __slots__ = ("threshold", "have", "need", "met", "alternative", "near_from", "clear_below", "currency")
    THRESHOLD_FIELD_NUMBER: _ClassVar[int]
    HAVE_FIELD_NUMBER: _ClassVar[int]
    NEED_FIELD_NUMBER: _ClassVar[int]
    MET_FIELD_NUMBER: _ClassVar[int]
    ALTERNATIVE_FIELD_NUMBER: _ClassVar[int]
    NEAR_FROM_FIELD_NUMBER: _ClassVar[int]
    CLEAR_BELOW_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    threshold: str
    have: float
    need: float
    met: bool
    alternative: bool
    near_from: float
    clear_below: float
    currency: str
    def __init__(self, threshold: _Optional[str] = ..., have: _Optional[float] = ..., need: _Optional[float] = ..., met: bool = ..., alternative: bool = ..., near_from: _Optional[float] = ..., clear_below: _Optional[float] = ..., currency: _Optional[str] = ...) -> None: ...

class AlertEvidence(_message.Message):
    __slots__ = ("fired_at", "policy", "reading", "outcome", "mentions")
    FIRED_AT_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    READING_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    MENTIONS_FIELD_NUMBER: _ClassVar[int]
    fired_at: _timestamp_pb2.Timestamp
    policy: _policy_pb2.Policy
    reading: _reading_pb2.Reading
    outcome: Outcome
    mentions: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, fired_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., policy: _Optional[_Union[_policy_pb2.Policy, _Mapping]] = ..., reading: _Optional[_Union[_reading_pb2.Reading, _Mapping]] = ..., outcome: _Optional[_Union[Outcome, _Mapping]] = ..., mentions: _Optional[_Iterable[str]] = ...) -> None: ...

class GetAlertRequest(_message.Message):
    __slots__ = ("name", "view", "as_of")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    name: str
    view: AlertView
    as_of: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., view: _Optional[_Union[AlertView, str]] = ..., as_of: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ListAlertChangesRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListAlertChangesResponse(_message.Message):
    __slots__ = ("changes", "next_page_token")
    CHANGES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    changes: _containers.RepeatedCompositeFieldContainer[RecordedChange]
    next_page_token: str
    def __init__(self, changes: _Optional[_Iterable[_Union[RecordedChange, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class RecordedChange(_message.Message):
    __slots__ = ("change", "reading", "now")
    CHANGE_FIELD_NUMBER: _ClassVar[int]
    READING_FIELD_NUMBER: _ClassVar[int]
    NOW_FIELD_NUMBER: _ClassVar[int]
    change: AlertChange
    reading: _reading_pb2.Reading
    now: Recount
    def __init__(self, change: _Optional[_Union[AlertChange, _Mapping]] = ..., reading: _Optional[_Union[_reading_pb2.Reading, _Mapping]] = ..., now: _Optional[_Union[Recount, _Mapping]] = ...) -> None: ...

class Recount(_message.Message):
    __slots__ = ("interaction_count", "customer_count", "account_count", "location_count")
    INTERACTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_COUNT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_COUNT_FIELD_NUMBER: _ClassVar[int]
    LOCATION_COUNT_FIELD_NUMBER: _ClassVar[int]
    interaction_count: int
    customer_count: int
    account_count: int
    location_count: int
    def __init__(self, interaction_count: _Optional[int] = ..., customer_count: _Optional[int] = ..., account_count: _Optional[int] = ..., location_count: _Optional[int] = ...) -> None: ...

class AcknowledgeAlertRequest(_message.Message):
    __slots__ = ("name", "comment", "etag", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    comment: str
    etag: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., comment: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class SnoozeAlertRequest(_message.Message):
    __slots__ = ("name", "comment", "etag", "request_id", "until", "growth_percent")
    NAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    GROWTH_PERCENT_FIELD_NUMBER: _ClassVar[int]
    name: str
    comment: str
    etag: str
    request_id: str
    until: _timestamp_pb2.Timestamp
    growth_percent: int
    def __init__(self, name: _Optional[str] = ..., comment: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., growth_percent: _Optional[int] = ...) -> None: ...

class UnsnoozeAlertRequest(_message.Message):
    __slots__ = ("name", "comment", "etag", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    comment: str
    etag: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., comment: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class ResolveAlertRequest(_message.Message):
    __slots__ = ("name", "comment", "etag", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    comment: str
    etag: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., comment: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class ReopenAlertRequest(_message.Message):
    __slots__ = ("name", "comment", "etag", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    comment: str
    etag: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., comment: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class JudgeHistoryRequest(_message.Message):
    __slots__ = ("parent", "first_day")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    FIRST_DAY_FIELD_NUMBER: _ClassVar[int]
    parent: str
    first_day: str
    def __init__(self, parent: _Optional[str] = ..., first_day: _Optional[str] = ...) -> None: ...

class JudgeHistoryResponse(_message.Message):
    __slots__ = ("window", "cluster_count", "change_count", "alerts")
    WINDOW_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_COUNT_FIELD_NUMBER: _ClassVar[int]
    CHANGE_COUNT_FIELD_NUMBER: _ClassVar[int]
    ALERTS_FIELD_NUMBER: _ClassVar[int]
    window: _reading_pb2.Window
    cluster_count: int
    change_count: int
    alerts: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, window: _Optional[_Union[_reading_pb2.Window, _Mapping]] = ..., cluster_count: _Optional[int] = ..., change_count: _Optional[int] = ..., alerts: _Optional[_Iterable[str]] = ...) -> None: ...

class ListAlertsRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token", "states", "view", "filter", "order_by", "currency")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    STATES_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    ORDER_BY_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    states: _containers.RepeatedScalarFieldContainer[AlertState]
    view: AlertView
    filter: str
    order_by: str
    currency: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., states: _Optional[_Iterable[_Union[AlertState, str]]] = ..., view: _Optional[_Union[AlertView, str]] = ..., filter: _Optional[str] = ..., order_by: _Optional[str] = ..., currency: _Optional[str] = ...) -> None: ...

class ListAlertsResponse(_message.Message):
    __slots__ = ("alerts", "next_page_token", "currency")
    ALERTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    alerts: _containers.RepeatedCompositeFieldContainer[Alert]
    next_page_token: str
    currency: str
    def __init__(self, alerts: _Optional[_Iterable[_Union[Alert, _Mapping]]] = ..., next_page_token: _Optional[str] = ..., currency: _Optional[str] = ...) -> None: ...

class ListNearThresholdRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token", "order_by")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    ORDER_BY_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    order_by: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., order_by: _Optional[str] = ...) -> None: ...

class ListNearThresholdResponse(_message.Message):
    __slots__ = ("breaks", "next_page_token")
    BREAKS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    breaks: _containers.RepeatedCompositeFieldContainer[NearBreak]
    next_page_token: str
    def __init__(self, breaks: _Optional[_Iterable[_Union[NearBreak, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListCostlyBreaksRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token", "currency")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    currency: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., currency: _Optional[str] = ...) -> None: ...

class ListCostlyBreaksResponse(_message.Message):
    __slots__ = ("breaks", "next_page_token", "currency")
    BREAKS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    breaks: _containers.RepeatedCompositeFieldContainer[NearBreak]
    next_page_token: str
    currency: str
    def __init__(self, breaks: _Optional[_Iterable[_Union[NearBreak, _Mapping]]] = ..., next_page_token: _Optional[str] = ..., currency: _Optional[str] = ...) -> None: ...

class WatchAlertsRequest(_message.Message):
    __slots__ = ("parent", "states", "resume_token")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    STATES_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    parent: str
    states: _containers.RepeatedScalarFieldContainer[AlertState]
    resume_token: str
    def __init__(self, parent: _Optional[str] = ..., states: _Optional[_Iterable[_Union[AlertState, str]]] = ..., resume_token: _Optional[str] = ...) -> None: ...

class WatchAlertsResponse(_message.Message):
    __slots__ = ("resume_token", "alert_event", "heartbeat")
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    ALERT_EVENT_FIELD_NUMBER: _ClassVar[int]
    HEARTBEAT_FIELD_NUMBER: _ClassVar[int]
    resume_token: str
    alert_event: AlertEvent
    heartbeat: Heartbeat
    def __init__(self, resume_token: _Optional[str] = ..., alert_event: _Optional[_Union[AlertEvent, _Mapping]] = ..., heartbeat: _Optional[_Union[Heartbeat, _Mapping]] = ...) -> None: ...

class AlertEvent(_message.Message):
    __slots__ = ("change", "alert")
    CHANGE_FIELD_NUMBER: _ClassVar[int]
    ALERT_FIELD_NUMBER: _ClassVar[int]
    change: AlertChange
    alert: Alert
    def __init__(self, change: _Optional[_Union[AlertChange, _Mapping]] = ..., alert: _Optional[_Union[Alert, _Mapping]] = ...) -> None: ...

class Heartbeat(_message.Message):
    __slots__ = ("sent_at",)
    SENT_AT_FIELD_NUMBER: _ClassVar[int]
    sent_at: _timestamp_pb2.Timestamp
    def __init__(self, sent_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ExplainAlertRequest(_message.Message):
    __slots__ = ("name", "as_of")
    NAME_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    name: str
    as_of: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., as_of: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ExplainClusterRequest(_message.Message):
    __slots__ = ("name", "as_of")
    NAME_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    name: str
    as_of: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., as_of: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ExplainAlertResponse(_message.Message):
    __slots__ = ("alert", "state", "reason", "judged_at", "policy_version", "deciding", "rules", "would_fire", "would_stop")
    ALERT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    JUDGED_AT_FIELD_NUMBER: _ClassVar[int]
    POLICY_VERSION_FIELD_NUMBER: _ClassVar[int]
    DECIDING_FIELD_NUMBER: _ClassVar[int]
    RULES_FIELD_NUMBER: _ClassVar[int]
    WOULD_FIRE_FIELD_NUMBER: _ClassVar[int]
    WOULD_STOP_FIELD_NUMBER: _ClassVar[int]
    alert: str
    state: AlertState
    reason: str
    judged_at: _timestamp_pb2.Timestamp
    policy_version: int
    deciding: Outcome
    rules: _containers.RepeatedCompositeFieldContainer[Outcome]
    would_fire: _containers.RepeatedCompositeFieldContainer[LeastChange]
    would_stop: _containers.RepeatedCompositeFieldContainer[LeastChange]
    def __init__(self, alert: _Optional[str] = ..., state: _Optional[_Union[AlertState, str]] = ..., reason: _Optional[str] = ..., judged_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., policy_version: _Optional[int] = ..., deciding: _Optional[_Union[Outcome, _Mapping]] = ..., rules: _Optional[_Iterable[_Union[Outcome, _Mapping]]] = ..., would_fire: _Optional[_Iterable[_Union[LeastChange, _Mapping]]] = ..., would_stop: _Optional[_Iterable[_Union[LeastChange, _Mapping]]] = ...) -> None: ...

class LeastChange(_message.Message):
    __slots__ = ("description", "steps", "needs_confirmation", "within_days")
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    NEEDS_CONFIRMATION_FIELD_NUMBER: _ClassVar[int]
    WITHIN_DAYS_FIELD_NUMBER: _ClassVar[int]
    description: str
    steps: _containers.RepeatedCompositeFieldContainer[ChangeStep]
    needs_confirmation: bool
    within_days: int
    def __init__(self, description: _Optional[str] = ..., steps: _Optional[_Iterable[_Union[ChangeStep, _Mapping]]] = ..., needs_confirmation: bool = ..., within_days: _Optional[int] = ...) -> None: ...

class ChangeStep(_message.Message):
    __slots__ = ("rule", "window_days", "metric", "have", "by", "currency")
    RULE_FIELD_NUMBER: _ClassVar[int]
    WINDOW_DAYS_FIELD_NUMBER: _ClassVar[int]
    METRIC_FIELD_NUMBER: _ClassVar[int]
    HAVE_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    rule: str
    window_days: int
    metric: _policy_pb2.PolicyMetric
    have: float
    by: float
    currency: str
    def __init__(self, rule: _Optional[str] = ..., window_days: _Optional[int] = ..., metric: _Optional[_Union[_policy_pb2.PolicyMetric, str]] = ..., have: _Optional[float] = ..., by: _Optional[float] = ..., currency: _Optional[str] = ...) -> None: ...
