package io.quorate.server.json;

import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.Descriptors;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;

/**
 * A call of the API.
 *
 * @param call as gRPC knows it
 * @param described as the proto file has it
 */
record ApiMethod(MethodDescriptor<Message, Message> call, Descriptors.MethodDescriptor described) {

  /** Service and method, as in paths. */
  String name() {
    return described.getService().getName() + "/" + described.getName();
  }

  /** Whether it changes nothing, so that it may be asked for by GET. */
  boolean onlyLooks() {
    return described.getOptions().getIdempotencyLevel() == IdempotencyLevel.NO_SIDE_EFFECTS;
  }

  /** Whether the caller would send a stream of requests. */
  boolean takesStream() {
    return described.isClientStreaming();
  }

  /** Whether there may be many answers. */
  boolean streams() {
    return described.isServerStreaming();
  }

  /** An empty request. */
  Message.Builder request() {
    if (call.getRequestMarshaller() instanceof MethodDescriptor.PrototypeMarshaller<?> made
        && made.getMessagePrototype() instanceof Message prototype) {
      return prototype.newBuilderForType();
    }
    throw new IllegalStateException(name() + " is not a call of protobuf messages");
  }

  /** What clients may do over HTTP, for the header Allow. */
  String verbs() {
    return onlyLooks() ? "GET, POST" : "POST";
  }
}
