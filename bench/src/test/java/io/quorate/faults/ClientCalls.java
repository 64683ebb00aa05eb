package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.quorate.server.local.LocalNode;
import io.quorate.v1.AdminGrpc;
import io.quorate.v1.ApplyGroupRequest;
import io.quorate.v1.ExplainRequest;
import io.quorate.v1.ForecastRequest;
import io.quorate.v1.GetGroupRequest;
import io.quorate.v1.GetHistoryRequest;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.ListGroupsRequest;
import io.quorate.v1.PauseRequest;
import io.quorate.v1.ResumeRequest;
import io.quorate.v1.Status;
import io.quorate.v1.SwitchoverRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes each call of a client at one node, once and without a second attempt: what a client's
 * patience would hide is an error here.
 */
final class ClientCalls implements AutoCloseable {
  private static final long DEADLINE_SECONDS = 30;

  private final GroupSpec spec;
  private final ManagedChannel channel;
  private final List<Path> paths = new ArrayList<>();
  private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();

  /** What a call came to; empty when it is well. */
  private interface Call {
    String wrong();
  }

  private record Path(String name, Call call) {}

  ClientCalls(LocalNode node, GroupSpec spec) {
    this.spec = spec;
    this.channel =
        Grpc.newChannelBuilderForAddress(
                node.api().host(), node.api().port(), InsecureChannelCredentials.create())
            .build();
    String group = spec.getName();
    path(
        "GetGroup",
        () ->
            stub().getGroup(GetGroupRequest.newBuilder().setName(group).build()).getRevision() > 0
                ? ""
                : "no revision");
    path(
        "ListGroups",
        () ->
            stub().listGroups(ListGroupsRequest.getDefaultInstance()).getGroupsCount() > 0
                ? ""
                : "no group");
    path("GetStatus", () -> decided(stub().getStatus(GetStatusRequest.getDefaultInstance())));
    path("WatchStatus", this::firstOfAWatch);
    path(
        "GetHistory",
        () ->
            stub()
                        .getHistory(GetHistoryRequest.newBuilder().setGroup(group).build())
                        .getEntriesCount()
                    > 0
                ? ""
                : "no history");
    path(
        "Forecast",
        () ->
            stub()
                    .forecast(ForecastRequest.newBuilder().setGroup(group).build())
                    .getForecasts(0)
                    .getActive()
                    .isEmpty()
                ? "nobody is active"
                : "");
    path(
        "Explain",
        () -> {
          stub().explain(ExplainRequest.newBuilder().setGroup(group).build());
          return "";
        });
    path("Switchover", this::refusedSwitchover);
    path("ApplyGroup, only tried", () -> applied(true));
    path("ApplyGroup", () -> applied(false));
  }

  private void path(String name, Call call) {
    paths.add(new Path(name, call));
  }

  private AdminGrpc.AdminBlockingStub stub() {
    return AdminGrpc.newBlockingStub(channel).withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /** What a majority has not confirmed is an error where nothing is done to the nodes. */
  private static String decided(Status status) {
    return status.getSource() == Status.Source.QUORUM ? "" : "not confirmed by a majority";
  }

  private String firstOfAWatch() {
    try (Context.CancellableContext watching = Context.current().withCancellation()) {
      return watching
          .wrap(() -> decided(stub().watchStatus(GetStatusRequest.getDefaultInstance()).next()))
          .call();
    } catch (Exception failed) {
      return String.valueOf(failed.getMessage());
    }
  }

  /** To a node that is no member: all that a switchover asks for is looked at, nothing is moved. */
  private String refusedSwitchover() {
    try {
      stub().switchover(SwitchoverRequest.newBuilder().setGroup(spec.getName()).setTo("w").build());
      return "taken";
    } catch (StatusRuntimeException refused) {
      boolean no = refused.getStatus().getCode() == io.grpc.Status.Code.FAILED_PRECONDITION;
      return no ? "" : refused.getStatus().toString();
    }
  }

  /** The declaration that is there already: it goes through the log and changes nothing. */
  private String applied(boolean onlyTried) {
    return stub()
                .applyGroup(
                    ApplyGroupRequest.newBuilder().setSpec(spec).setDryRun(onlyTried).build())
                .getRevision()
            > 0
        ? ""
        : "no revision";
  }

  /** Makes each call so often, beginning with another one for each caller. */
  int each(int caller, int rounds) {
    int made = 0;
    for (int i = 0; i < rounds * paths.size(); i++) {
      Path path = paths.get((caller + i) % paths.size());
      try {
        String wrong = path.call().wrong();
        if (!wrong.isEmpty()) {
          errors.add(path.name() + ": " + wrong);
        }
      } catch (RuntimeException failed) {
        errors.add(path.name() + ": " + failed.getMessage());
      }
      made++;
    }
    return made;
  }

  List<String> errors() {
    return List.copyOf(errors);
  }

  /** Pauses the group and lets it go on, while so many watch; each must see both. */
  void watchersHearOfAChange(int watchers, Duration limit) throws InterruptedException {
    CountDownLatch began = new CountDownLatch(watchers);
    CountDownLatch paused = new CountDownLatch(watchers);
    for (int i = 0; i < watchers; i++) {
      AdminGrpc.newStub(channel)
          .watchStatus(
              GetStatusRequest.newBuilder().setGroup(spec.getName()).build(),
              new Seen(began, paused));
    }
    assertThat(began.await(limit.toSeconds(), TimeUnit.SECONDS)).as("a first status").isTrue();
    stub().pause(PauseRequest.newBuilder().setGroup(spec.getName()).setReason("a test").build());
    boolean told = paused.await(limit.toSeconds(), TimeUnit.SECONDS);
    stub().resume(ResumeRequest.newBuilder().setGroup(spec.getName()).build());
    assertThat(told).as("all are told that the group is paused").isTrue();
  }

  /** Counts down once each. */
  private static final class Seen implements StreamObserver<Status> {
    private final CountDownLatch began;
    private final CountDownLatch paused;
    private boolean first;
    private boolean change;

    Seen(CountDownLatch began, CountDownLatch paused) {
      this.began = began;
      this.paused = paused;
    }

    @Override
    public void onNext(Status status) {
      if (!first) {
        first = true;
        began.countDown();
      }
      if (!change && status.getGroupsCount() > 0 && status.getGroups(0).getPaused()) {
        change = true;
        paused.countDown();
      }
    }

    @Override
    public void onError(Throwable failure) {
      // Its end shows in what was not counted.
    }

    @Override
    public void onCompleted() {
      // As above.
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
