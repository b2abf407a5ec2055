//! Signatures of AWS's own test suite, of botocore, and of ours.
