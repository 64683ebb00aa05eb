package io.quorate.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A client may ask a node what it can be asked. */
final class ReflectionTest {
  @Test
  void isServedUnderBothOfItsNames() {
    assertThat(
            ApiServer.reflection().stream()
                .map(service -> service.bindService().getServiceDescriptor().getName()))
        .containsExactly(
            "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection");
  }
}
