package io.quorate.server;

import io.quorate.server.api.ApiServer;
import io.quorate.server.metrics.Measure;
import io.quorate.server.metrics.NodeMetrics;
import io.quorate.server.metrics.Readings;
import io.quorate.server.transport.CallLane;
import io.quorate.server.watch.LoopWatch;
import io.quorate.server.watch.TurnLoop;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How full what is bounded is, and what was refused because it was full. */
final class LimitMetrics {
  private static final double MILLIS = 1_000.0;

  private final ApiServer api;
  private final LoopWatch watch;
  private final List<TurnLoop> loops;

  LimitMetrics(ApiServer api, LoopWatch watch, List<TurnLoop> loops) {
    this.api = api;
    this.watch = watch;
    this.loops = List.copyOf(loops);
  }

  void registerIn(NodeMetrics metrics) {
    metrics.readings(Measure.API_CALLS_OPEN, readings -> lanes(readings, CallLane::open));
    metrics.readings(Measure.API_CALLS_REFUSED, readings -> lanes(readings, CallLane::refused));
    metrics.value(Measure.API_WATCHES, api::watches);
    metrics.readings(Measure.LOOP_TURN, this::turns);
    metrics.readings(Measure.LOOP_WAITING, readings -> loops(readings, TurnLoop::waiting));
    metrics.readings(Measure.LOOP_REFUSED, readings -> loops(readings, TurnLoop::refused));
  }

  private void lanes(Readings readings, ToDoubleFunction<CallLane> value) {
    api.gate().lanes().forEach(lane -> readings.add(value.applyAsDouble(lane), lane.name()));
  }

  private void turns(Readings readings) {
    watch.loops().forEach(loop -> readings.add(loop.lasting().toMillis() / MILLIS, loop.name()));
  }

  private void loops(Readings readings, ToDoubleFunction<TurnLoop> value) {
    loops.forEach(loop -> readings.add(value.applyAsDouble(loop), loop.progress().name()));
  }
}
