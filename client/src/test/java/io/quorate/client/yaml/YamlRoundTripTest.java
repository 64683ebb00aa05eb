package io.quorate.client.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.quorate.v1.Forecast;
import io.quorate.v1.GetHistoryResponse;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.NodeFile;
import io.quorate.v1.Status;
import org.junit.jupiter.api.Test;

class YamlRoundTripTest {

  @Test
  void whatIsWrittenIsReadBack() {
    for (long seed = 0; seed < 100; seed++) {
      check(seed, GroupSpec.getDefaultInstance());
      check(seed, NodeFile.getDefaultInstance());
      check(seed, Status.getDefaultInstance());
      check(seed, Forecast.getDefaultInstance());
      check(seed, GetHistoryResponse.getDefaultInstance());
    }
  }

  @Test
  void writesTheFormOfAFile() {
    String text =
        """
        name: web
        members:
        - node: a
          endpoints:
          - '[::1]:80'
        timing:
          lease: 1s500ms
        failover:
          mode: manual
          max_restarts: 0
        resources:
        - name: x
          service:
            command:
            - /bin/x
            - '8080'
            environment:
              A: 'no'
              B: ''
        - name: y
          hook: {}
        """;
    Parsed<GroupSpec> parsed = StrictYaml.parse(text, GroupSpec.getDefaultInstance());
    assertThat(parsed).isInstanceOf(Parsed.Ok.class);
    GroupSpec spec = ((Parsed.Ok<GroupSpec>) parsed).message();
    assertThat(YamlOutput.write(spec, YamlOutput.Fields.SET)).isEqualTo(text);
  }

  private static <M extends Message> void check(long seed, M prototype) {
    M message = new RandomMessages(seed).like(prototype);
    for (YamlOutput.Fields fields : YamlOutput.Fields.values()) {
      String text = YamlOutput.write(message, fields);
      if (message.equals(prototype) && fields == YamlOutput.Fields.SET) {
        continue;
      }
      Parsed<M> parsed = StrictYaml.parse(text, prototype);
      assertThat(parsed).as("seed %d, %s:%n%s", seed, fields, text).isInstanceOf(Parsed.Ok.class);
      assertThat(((Parsed.Ok<M>) parsed).message())
          .as("seed %d, %s:%n%s", seed, fields, text)
          .isEqualTo(message);
    }
  }
}
