import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from throughline.v1 import common_pb2 as _common_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Severity(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SEVERITY_UNSPECIFIED: _ClassVar[Severity]
    SEVERITY_LOW: _ClassVar[Severity]
    SEVERITY_MEDIUM: _ClassVar[Severity]
    SEVERITY_HIGH: _ClassVar[Severity]
    SEVERITY_CRITICAL: _ClassVar[Severity]

class ReviewGate(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REVIEW_GATE_UNSPECIFIED: _ClassVar[ReviewGate]
    REVIEW_GATE_ALWAYS: _ClassVar[ReviewGate]
    REVIEW_GATE_WHEN_WEAK: _ClassVar[ReviewGate]
    REVIEW_GATE_NEVER: _ClassVar[ReviewGate]

class PolicyMetric(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    POLICY_METRIC_UNSPECIFIED: _ClassVar[PolicyMetric]
    POLICY_METRIC_CUSTOMERS: _ClassVar[PolicyMetric]
    POLICY_METRIC_INTERACTIONS: _ClassVar[PolicyMetric]
    POLICY_METRIC_ACCOUNTS: _ClassVar[PolicyMetric]
    POLICY_METRIC_HIGH_VALUE_ACCOUNTS: _ClassVar[PolicyMetric]
    POLICY_METRIC_DISTINCT_DAYS: _ClassVar[PolicyMetric]
    POLICY_METRIC_DISTINCT_WEEKS: _ClassVar[PolicyMetric]
    POLICY_METRIC_LOCATIONS: _ClassVar[PolicyMetric]
    POLICY_METRIC_SOURCES: _ClassVar[PolicyMetric]
    POLICY_METRIC_RENEWALS_DUE: _ClassVar[PolicyMetric]
    POLICY_METRIC_EXPOSURE: _ClassVar[PolicyMetric]
    POLICY_METRIC_CONCENTRATION: _ClassVar[PolicyMetric]
    POLICY_METRIC_CONSISTENCY: _ClassVar[PolicyMetric]
    POLICY_METRIC_CONFIDENCE: _ClassVar[PolicyMetric]
SEVERITY_UNSPECIFIED: Severity
SEVERITY_LOW: Severity
SEVERITY_MEDIUM: Severity
SEVERITY_HIGH: Severity
SEVERITY_CRITICAL: Severity
REVIEW_GATE_UNSPECIFIED: ReviewGate
REVIEW_GATE_ALWAYS: ReviewGate
REVIEW_GATE_WHEN_WEAK: ReviewGate
REVIEW_GATE_NEVER: ReviewGate
POLICY_METRIC_UNSPECIFIED: PolicyMetric
POLICY_METRIC_CUSTOMERS: PolicyMetric
POLICY_METRIC_INTERACTIONS: PolicyMetric
POLICY_METRIC_ACCOUNTS: PolicyMetric
POLICY_METRIC_HIGH_VALUE_ACCOUNTS: PolicyMetric
POLICY_METRIC_DISTINCT_DAYS: PolicyMetric
POLICY_METRIC_DISTINCT_WEEKS: PolicyMetric
POLICY_METRIC_LOCATIONS: PolicyMetric
POLICY_METRIC_SOURCES: PolicyMetric
POLICY_METRIC_RENEWALS_DUE: PolicyMetric
POLICY_METRIC_EXPOSURE: PolicyMetric
POLICY_METRIC_CONCENTRATION: PolicyMetric
POLICY_METRIC_CONSISTENCY: PolicyMetric
POLICY_METRIC_CONFIDENCE: PolicyMetric

class Policy(_message.Message):
    __slots__ = ("name", "version", "window_days", "min_customers", "min_locations", "min_distinct_days", "min_distinct_weeks", "min_consistency", "min_exposure", "near_threshold_ratio", "clear_ratio", "record_days", "renewal_days", "etag", "updated_at", "rules")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    WINDOW_DAYS_FIELD_NUMBER: _ClassVar[int]
    MIN_CUSTOMERS_FIELD_NUMBER: _ClassVar[int]
    MIN_LOCATIONS_FIELD_NUMBER: _ClassVar[int]
    MIN_DISTINCT_DAYS_FIELD_NUMBER: _ClassVar[int]
    MIN_DISTINCT_WEEKS_FIELD_NUMBER: _ClassVar[int]
    MIN_CONSISTENCY_FIELD_NUMBER: _ClassVar[int]
    MIN_EXPOSURE_FIELD_NUMBER: _ClassVar[int]
    NEAR_THRESHOLD_RATIO_FIELD_NUMBER: _ClassVar[int]
    CLEAR_RATIO_FIELD_NUMBER: _ClassVar[int]
    RECORD_DAYS_FIELD_NUMBER: _ClassVar[int]
    RENEWAL_DAYS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    UPDATED_AT_FIELD_NUMBER: _ClassVar[int]
    RULES_FIELD_NUMBER: _ClassVar[int]
    name: str
    version: int
    window_days: int
    min_customers: int
    min_locations: int
    min_distinct_days: int
    min_distinct_weeks: int
    min_consistency: float
    min_exposure: int
    near_threshold_ratio: float
    clear_ratio: float
    record_days: int
    renewal_days: int
    etag: str
    updated_at: _timestamp_pb2.Timestamp
    rules: _containers.RepeatedCompositeFieldContainer[PolicyRule]
    def __init__(self, name: _Optional[str] = ..., version: _Optional[int] = ..., window_days: _Optional[int] = ..., min_customers: _Optional[int] = ..., min_locations: _Optional[int] = ..., min_distinct_days: _Optional[int] = ..., min_distinct_weeks: _Optional[int] = ..., min_consistency: _Optional[float] = ..., min_exposure: _Optional[int] = ..., near_threshold_ratio: _Optional[float] = ..., clear_ratio: _Optional[float] = ..., record_days: _Optional[int] = ..., renewal_days: _Optional[int] = ..., etag: _Optional[str] = ..., updated_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., rules: _Optional[_Iterable[_Union[PolicyRule, _Mapping]]] = ...) -> None: ...

class PolicyRule(_message.Message):
    __slots__ = ("name", "severity", "review", "window_days", "scope", "all_of", "any_of", "near_threshold_ratio", "clear_ratio")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    WINDOW_DAYS_FIELD_NUMBER: _ClassVar[int]
    SCOPE_FIELD_NUMBER: _ClassVar[int]
    ALL_OF_FIELD_NUMBER: _ClassVar[int]
    ANY_OF_FIELD_NUMBER: _ClassVar[int]
    NEAR_THRESHOLD_RATIO_FIELD_NUMBER: _ClassVar[int]
    CLEAR_RATIO_FIELD_NUMBER: _ClassVar[int]
    name: str
    severity: Severity
    review: ReviewGate
    window_days: int
    scope: PolicyScope
    all_of: _containers.RepeatedCompositeFieldContainer[PolicyThreshold]
    any_of: _containers.RepeatedCompositeFieldContainer[PolicyThreshold]
    near_threshold_ratio: float
    clear_ratio: float
    def __init__(self, name: _Optional[str] = ..., severity: _Optional[_Union[Severity, str]] = ..., review: _Optional[_Union[ReviewGate, str]] = ..., window_days: _Optional[int] = ..., scope: _Optional[_Union[PolicyScope, _Mapping]] = ..., all_of: _Optional[_Iterable[_Union[PolicyThreshold, _Mapping]]] = ..., any_of: _Optional[_Iterable[_Union[PolicyThreshold, _Mapping]]] = ..., near_threshold_ratio: _Optional[float] = ..., clear_ratio: _Optional[float] = ...) -> None: ...

class PolicyScope(_message.Message):
    __slots__ = ("journeys", "seams", "kinds", "product_lines", "locations", "regions", "location_groups")
    JOURNEYS_FIELD_NUMBER: _ClassVar[int]
    SEAMS_FIELD_NUMBER: _ClassVar[int]
    KINDS_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_LINES_FIELD_NUMBER: _ClassVar[int]
    LOCATIONS_FIELD_NUMBER: _ClassVar[int]
    REGIONS_FIELD_NUMBER: _ClassVar[int]
    LOCATION_GROUPS_FIELD_NUMBER: _ClassVar[int]
    journeys: _containers.RepeatedScalarFieldContainer[str]
    seams: _containers.RepeatedCompositeFieldContainer[PolicySeam]
    kinds: _containers.RepeatedScalarFieldContainer[_common_pb2.TouchpointKind]
    product_lines: _containers.RepeatedScalarFieldContainer[str]
    locations: _containers.RepeatedScalarFieldContainer[str]
    regions: _containers.RepeatedScalarFieldContainer[str]
    location_groups: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, journeys: _Optional[_Iterable[str]] = ..., seams: _Optional[_Iterable[_Union[PolicySeam, _Mapping]]] = ..., kinds: _Optional[_Iterable[_Union[_common_pb2.TouchpointKind, str]]] = ..., product_lines: _Optional[_Iterable[str]] = ..., locations: _Optional[_Iterable[str]] = ..., regions: _Optional[_Iterable[str]] = ..., location_groups: _Optional[_Iterable[str]] = ...) -> None: ...

class PolicySeam(_message.Message):
    __slots__ = ("from_touchpoint", "to_touchpoint")
    FROM_TOUCHPOINT_FIELD_NUMBER: _ClassVar[int]
    TO_TOUCHPOINT_FIELD_NUMBER: _ClassVar[int]
    from_touchpoint: str
    to_touchpoint: str
    def __init__(self, from_touchpoint: _Optional[str] = ..., to_touchpoint: _Optional[str] = ...) -> None: ...

class PolicyThreshold(_message.Message):
    __slots__ = ("metric", "at_least", "near_from", "clear_below", "currency", "exposure_kind", "within_days")
    METRIC_FIELD_NUMBER: _ClassVar[int]
    AT_LEAST_FIELD_NUMBER: _ClassVar[int]
    NEAR_FROM_FIELD_NUMBER: _ClassVar[int]
    CLEAR_BELOW_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_KIND_FIELD_NUMBER: _ClassVar[int]
    WITHIN_DAYS_FIELD_NUMBER: _ClassVar[int]
    metric: PolicyMetric
    at_least: float
    near_from: float
    clear_below: float
    currency: str
    exposure_kind: str
    within_days: int
    def __init__(self, metric: _Optional[_Union[PolicyMetric, str]] = ..., at_least: _Optional[float] = ..., near_from: _Optional[float] = ..., clear_below: _Optional[float] = ..., currency: _Optional[str] = ..., exposure_kind: _Optional[str] = ..., within_days: _Optional[int] = ...) -> None: ...

class SimulatePolicyRequest(_message.Message):
    __slots__ = ("policy", "start_time", "end_time", "incidents")
    POLICY_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    END_TIME_FIELD_NUMBER: _ClassVar[int]
    INCIDENTS_FIELD_NUMBER: _ClassVar[int]
    policy: Policy
    start_time: _timestamp_pb2.Timestamp
    end_time: _timestamp_pb2.Timestamp
    incidents: _containers.RepeatedCompositeFieldContainer[MarkedIncident]
    def __init__(self, policy: _Optional[_Union[Policy, _Mapping]] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., incidents: _Optional[_Iterable[_Union[MarkedIncident, _Mapping]]] = ...) -> None: ...

class MarkedIncident(_message.Message):
    __slots__ = ("display_name", "from_touchpoint", "to_touchpoint", "start_time", "end_time")
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    FROM_TOUCHPOINT_FIELD_NUMBER: _ClassVar[int]
    TO_TOUCHPOINT_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    END_TIME_FIELD_NUMBER: _ClassVar[int]
    display_name: str
    from_touchpoint: str
    to_touchpoint: str
    start_time: _timestamp_pb2.Timestamp
    end_time: _timestamp_pb2.Timestamp
    def __init__(self, display_name: _Optional[str] = ..., from_touchpoint: _Optional[str] = ..., to_touchpoint: _Optional[str] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class SimulatePolicyResponse(_message.Message):
    __slots__ = ("draft", "present", "simulated_until", "mention_count", "skipped_decisions", "present_etag")
    DRAFT_FIELD_NUMBER: _ClassVar[int]
    PRESENT_FIELD_NUMBER: _ClassVar[int]
    SIMULATED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    MENTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    SKIPPED_DECISIONS_FIELD_NUMBER: _ClassVar[int]
    PRESENT_ETAG_FIELD_NUMBER: _ClassVar[int]
    draft: SimulatedPolicy
    present: SimulatedPolicy
    simulated_until: _timestamp_pb2.Timestamp
    mention_count: int
    skipped_decisions: int
    present_etag: str
    def __init__(self, draft: _Optional[_Union[SimulatedPolicy, _Mapping]] = ..., present: _Optional[_Union[SimulatedPolicy, _Mapping]] = ..., simulated_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., mention_count: _Optional[int] = ..., skipped_decisions: _Optional[int] = ..., present_etag: _Optional[str] = ...) -> None: ...

class SimulatedPolicy(_message.Message):
    __slots__ = ("firing_count", "firings_per_week", "held_count", "near_only_count", "alerts", "incidents")
    FIRING_COUNT_FIELD_NUMBER: _ClassVar[int]
    FIRINGS_PER_WEEK_FIELD_NUMBER: _ClassVar[int]
    HELD_COUNT_FIELD_NUMBER: _ClassVar[int]
    NEAR_ONLY_COUNT_FIELD_NUMBER: _ClassVar[int]
    ALERTS_FIELD_NUMBER: _ClassVar[int]
    INCIDENTS_FIELD_NUMBER: _ClassVar[int]
    firing_count: int
    firings_per_week: float
    held_count: int
    near_only_count: int
    alerts: _containers.RepeatedCompositeFieldContainer[SimulatedAlert]
    incidents: _containers.RepeatedCompositeFieldContainer[SimulatedIncident]
    def __init__(self, firing_count: _Optional[int] = ..., firings_per_week: _Optional[float] = ..., held_count: _Optional[int] = ..., near_only_count: _Optional[int] = ..., alerts: _Optional[_Iterable[_Union[SimulatedAlert, _Mapping]]] = ..., incidents: _Optional[_Iterable[_Union[SimulatedIncident, _Mapping]]] = ...) -> None: ...

class SimulatedAlert(_message.Message):
    __slots__ = ("cluster", "from_touchpoint", "to_touchpoint", "failure_mode", "fired_at", "faded_at", "rule", "severity", "customer_count", "account_count", "location_count", "reason")
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    FROM_TOUCHPOINT_FIELD_NUMBER: _ClassVar[int]
    TO_TOUCHPOINT_FIELD_NUMBER: _ClassVar[int]
    FAILURE_MODE_FIELD_NUMBER: _ClassVar[int]
    FIRED_AT_FIELD_NUMBER: _ClassVar[int]
    FADED_AT_FIELD_NUMBER: _ClassVar[int]
    RULE_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_COUNT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_COUNT_FIELD_NUMBER: _ClassVar[int]
    LOCATION_COUNT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    cluster: str
    from_touchpoint: str
    to_touchpoint: str
    failure_mode: _common_pb2.FailureMode
    fired_at: _timestamp_pb2.Timestamp
    faded_at: _timestamp_pb2.Timestamp
    rule: str
    severity: Severity
    customer_count: int
    account_count: int
    location_count: int
    reason: str
    def __init__(self, cluster: _Optional[str] = ..., from_touchpoint: _Optional[str] = ..., to_touchpoint: _Optional[str] = ..., failure_mode: _Optional[_Union[_common_pb2.FailureMode, str]] = ..., fired_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., faded_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., rule: _Optional[str] = ..., severity: _Optional[_Union[Severity, str]] = ..., customer_count: _Optional[int] = ..., account_count: _Optional[int] = ..., location_count: _Optional[int] = ..., reason: _Optional[str] = ...) -> None: ...

class SimulatedIncident(_message.Message):
    __slots__ = ("display_name", "caught", "fired_at")
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    CAUGHT_FIELD_NUMBER: _ClassVar[int]
    FIRED_AT_FIELD_NUMBER: _ClassVar[int]
    display_name: str
    caught: bool
    fired_at: _timestamp_pb2.Timestamp
    def __init__(self, display_name: _Optional[str] = ..., caught: bool = ..., fired_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class GetPolicyRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class UpdatePolicyRequest(_message.Message):
    __slots__ = ("policy",)
    POLICY_FIELD_NUMBER: _ClassVar[int]
    policy: Policy
    def __init__(self, policy: _Optional[_Union[Policy, _Mapping]] = ...) -> None: ...
