package app

import (
	"context"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"go.opentelemetry.io/otel/attribute"
	otelprometheus "go.opentelemetry.io/otel/exporters/prometheus"
	"go.opentelemetry.io/otel/metric"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"

	"github.com/throughline-cx/throughline/server/store"
)

// metrics are what the server measures of itself, served at /metrics in Prometheus's format.
// They hold counts and times, and no tenant, key or text.
type metrics struct {
	provider *sdkmetric.MeterProvider
	handler  http.Handler
}

// newMetrics makes the meters, and those of the queue of a store.
func newMetrics(s *store.Store) (*metrics, error) {
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	exporter, err := otelprometheus.New(otelprometheus.WithRegisterer(registry))
	if err != nil {
		return nil, err
	}
	m := &metrics{
		provider: sdkmetric.NewMeterProvider(sdkmetric.WithReader(exporter)),
		handler:  promhttp.HandlerFor(registry, promhttp.HandlerOpts{}),
	}
	return m, watchQueue(m.provider.Meter("github.com/throughline-cx/throughline/server/app"), s)
}

// watchQueue measures what waits, each time that the metrics are read.
func watchQueue(meter metric.Meter, s *store.Store) error {
	depth, err := meter.Int64ObservableGauge("throughline.queue.depth",
		metric.WithDescription("Interactions that wait, by stage"), metric.WithUnit("{interaction}"))
	if err != nil {
		return err
	}
	age, err := meter.Float64ObservableGauge("throughline.queue.age",
		metric.WithDescription("How long the oldest interaction has waited since it was received, by stage"), metric.WithUnit("s"))
	if err != nil {
		return err
	}
	due, err := meter.Int64ObservableGauge("throughline.deliveries.due",
		metric.WithDescription("Deliveries that are due or being attempted"), metric.WithUnit("{delivery}"))
	if err != nil {
		return err
	}
	_, err = meter.RegisterCallback(func(ctx context.Context, o metric.Observer) error {
		q, err := s.QueueDepth(ctx)
		if err != nil {
			return err
		}
		n, err := s.DueDeliveries(ctx)
		if err != nil {
			return err
		}
		for _, x := range []struct {
			stage metric.MeasurementOption
			depth int64
			age   float64
		}{
			{stage("understand"), q.Understand, q.OldestUnderstand.Seconds()},
			{stage("group"), q.Group, q.OldestGroup.Seconds()},
			{stage("parked"), q.Parked, 0},
		} {
			o.ObserveInt64(depth, x.depth, x.stage)
			o.ObserveFloat64(age, x.age, x.stage)
		}
		o.ObserveInt64(due, n)
		return nil
	}, depth, age, due)
	return err
}

func stage(name string) metric.MeasurementOption {
	return metric.WithAttributes(attribute.String("stage", name))
}
