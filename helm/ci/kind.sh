#!/bin/sh
# Tries the chart on a Kubernetes cluster of kind: forms, kills the active, looks whether the other serves.
#
# THIS SCRIPT WAS NEVER RUN where it was written: neither kind nor a Kubernetes API server was to be had there. The chart's
# objects are checked by the tests of this module; this is for whoever has a cluster, and is to be mended by the first.
#
# usage: helm/ci/kind.sh IMAGE      an image as docs/kubernetes.md describes it, REPOSITORY:TAG, in the local Docker
# needs: kind, kubectl, helm, docker
set -eu

image=${1:?usage: kind.sh REPOSITORY:TAG}
cluster=quorate-try
namespace=office
chart=$(cd "$(dirname "$0")/../quorate" && pwd -P)
pods=office-quorate

nodes=$(mktemp)
trap 'rm -f "$nodes"; kind delete cluster --name $cluster' EXIT
cat > "$nodes" <<'EOF'
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
nodes: [{role: control-plane}, {role: worker}, {role: worker}, {role: worker}]
EOF
kind create cluster --name "$cluster" --config "$nodes" --wait 120s
kind load docker-image --name "$cluster" "$image"

helm install office "$chart" --namespace "$namespace" --create-namespace --wait --timeout 15m \
  --set "image.repository=${image%:*},image.tag=${image##*:}"
kubectl -n "$namespace" wait pod -l app.kubernetes.io/instance=office,quorate.io/voter=true \
  --for=condition=Ready --timeout=5m

active() {
  for pod in "$pods-data-0" "$pods-data-1"; do
    if kubectl -n "$namespace" get --raw "/api/v1/namespaces/$namespace/pods/$pod:7402/proxy/active/example" \
      > /dev/null 2>&1; then
      echo "$pod"
      return
    fi
  done
}

await_active_other_than() {
  for _ in $(seq 120); do
    now=$(active)
    if [ -n "$now" ] && [ "$now" != "$1" ]; then
      echo "$now"
      return
    fi
    sleep 1
  done
  echo "nobody but ${1:-nobody} serves after 2 minutes" >&2
  exit 1
}

first=$(await_active_other_than "")
echo "active: $first"
kubectl -n "$namespace" delete pod "$first" --grace-period=0 --force
second=$(await_active_other_than "$first")
echo "after the kill of $first active: $second"
kubectl -n "$namespace" exec "$second" -- quorate status
helm -n "$namespace" upgrade office "$chart" --reuse-values --wait --timeout 15m
echo "all is well"
