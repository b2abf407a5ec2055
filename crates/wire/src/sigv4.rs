//! Signature version 4: who signed a request, verified.
