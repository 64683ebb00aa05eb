package io.quorate.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.NodeKind;
import io.quorate.replica.disk.ReplacedFile;
import io.quorate.replica.identity.StartMode;
import io.quorate.replica.peer.PeerId;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.proto.RaftProtos.RequestVoteReplyProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.server.RaftServerRpc;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DurableVotesTest {
  @TempDir private Path folder;
  private final List<String> events = new ArrayList<>();

  @Test
  void forcesTheVoteBeforeItAnswers() throws IOException {
    answer(path -> events.add("forced " + path.getFileName()), "granted");
    assertThat(events).containsExactly("forced " + folder.getFileName(), "sent granted");
  }

  @Test
  void doesNotAnswerWhenItCannot() {
    assertThatThrownBy(
            () ->
                answer(
                    path -> {
                      throw new IOException("the disk is gone");
                    },
                    "granted"))
        .isInstanceOf(StatusRuntimeException.class)
        .hasRootCauseMessage("the disk is gone");
    assertThat(events).isEmpty();
  }

  @Test
  void asksForVotesOnlyWhenItsOwnIsForced() throws IOException {
    Path vote = Files.writeString(folder.resolve("raft-meta"), "term=7\n");
    RaftServerRpc rpc =
        (RaftServerRpc)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RaftServerRpc.class},
                (proxy, method, arguments) -> {
                  events.add(method.getName());
                  return RequestVoteReplyProto.getDefaultInstance();
                });
    new SettledRequests(rpc, new ReplacedFile(vote, path -> events.add("forced")))
        .requestVote(RequestVoteRequestProto.getDefaultInstance());
    assertThat(events).containsExactly("forced", "requestVote");
    SettledRequests broken =
        new SettledRequests(
            rpc,
            new ReplacedFile(
                vote,
                path -> {
                  throw new IOException("the disk is gone");
                }));
    assertThatThrownBy(() -> broken.requestVote(RequestVoteRequestProto.getDefaultInstance()))
        .isInstanceOf(IOException.class);
    assertThat(events).hasSize(2);
  }

  @Test
  void standsBeforeEveryReplica() throws Exception {
    List<Parameters> used = new ArrayList<>();
    try (TestCluster cluster = new TestCluster(folder)) {
      PeerId only = cluster.add("a", NodeKind.DATA).id();
      cluster.tweaked((properties, parameters) -> used.add(parameters));
      cluster.start(only, StartMode.BOOTSTRAP);
      assertThat(used).hasSize(1);
      assertThat(GrpcConfigKeys.Server.servicesCustomizer(used.get(0)))
          .isInstanceOf(DurableVotes.class);
    }
  }

  private void answer(ReplacedFile.Forcing forcing, String message) throws IOException {
    Path vote = Files.writeString(folder.resolve("raft-meta"), "term=7\n");
    new DurableVotes(new ReplacedFile(vote, forcing), null)
        .interceptCall(
            new RecordedCall(),
            new Metadata(),
            (call, headers) -> {
              call.sendMessage(message);
              return new ServerCall.Listener<>() {};
            });
  }

  private final class RecordedCall extends ServerCall<String, String> {
    @Override
    public void sendMessage(String message) {
      events.add("sent " + message);
    }

    @Override
    public void request(int messages) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void close(Status status, Metadata trailers) {}

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public MethodDescriptor<String, String> getMethodDescriptor() {
      return MethodDescriptor.<String, String>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("raft/requestVote")
          .setRequestMarshaller(new Unused())
          .setResponseMarshaller(new Unused())
          .build();
    }
  }

  /** Nothing is sent anywhere. */
  private static final class Unused implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String value) {
      return InputStream.nullInputStream();
    }

    @Override
    public String parse(InputStream stream) {
      return "";
    }
  }
}
