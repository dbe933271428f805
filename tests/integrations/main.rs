//! What prosec ships for teams works: hooks, the action, the job for GitLab, the image, the wheel, and every
//! command and example of docs/integrations. Arguments are held against the real command line by running it.
#![cfg(unix)]

mod action;
mod gitlab;
mod hooks;
mod image;
mod pages;
mod sandbox;
mod wheel;
mod yaml;
